using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class ReadCalendar
{
    private static readonly Operation Operation = new("reference.calendar", Permission.ViewReference, "查看一年的工作日历")
    {
        Description = "`provisional` 为 true 的年份尚未公布放假安排，只按周一至周五计。ETag 用于更新。",
        Response = new CalendarYear(2026, false, [new CalendarDayContract(new DateOnly(2026, 1, 1), false, "元旦")]),
        IsPublicData = true,
    };

    public static void MapReadCalendar(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/reference/calendar/{year:int}", Operation, ReadAsync);

    private static async Task<Versioned<CalendarYear>> ReadAsync(
        int year, IReferenceData reference, IReferenceStore store, CancellationToken cancel)
    {
        var version = await store.VersionAsync(ReferencePart.Calendar, cancel);
        var days = (await reference.GetAsync(cancel)).Calendar.OfYear(year);
        return days.Count == 0 ? throw Refused.NotFound("年度工作日历") : Answer.Versioned(CalendarYear.Of(year, days), version);
    }
}

/// <summary>The working days of a year.</summary>
/// <param name="Provisional">The year's holidays are not announced yet.</param>
public sealed record CalendarYear(int Year, bool Provisional, IReadOnlyList<CalendarDayContract> Days)
{
    public static CalendarYear Of(int year, IReadOnlyList<CalendarDay> days) =>
        new(year, days.Any(day => day.Provisional), [.. days.Select(day => new CalendarDayContract(day.Day, day.IsWorking, day.Name))]);
}

public sealed record CalendarDayContract(DateOnly Day, bool IsWorking, string? Name);
