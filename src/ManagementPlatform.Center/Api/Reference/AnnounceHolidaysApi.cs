using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class AnnounceHolidaysApi
{
    private static readonly Operation Operation = new("reference.announce_holidays", Permission.ManageReference, "录入一年的放假与调休安排")
    {
        Description = "只列与周一至周五不同的日子；其余日子按周一至周五为工作日。录入后该年度不再是暂定。",
        Request = new HolidayNotice(
            [new SpecialDay(new DateOnly(2027, 1, 1), false, "元旦"), new SpecialDay(new DateOnly(2027, 2, 14), true, "春节调休上班")]),
    };

    public static void MapAnnounceHolidays(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Put, "/reference/calendar/{year:int}", Operation, AnnounceAsync);

    private static async Task<Done> AnnounceAsync(
        int year, HolidayNotice notice, ExpectedVersion version, Caller caller,
        AnnounceHolidays announce, CancellationToken cancel) =>
        Answer.Done(await announce.HandleAsync(year, notice.Days, version.Value, caller, cancel));
}

/// <summary>The days of a year that differ from Monday to Friday.</summary>
public sealed record HolidayNotice(IReadOnlyList<SpecialDay> Days);
