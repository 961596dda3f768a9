using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Reference;

/// <summary>A day that differs from Monday to Friday: a holiday, or a weekend day that is worked.</summary>
public sealed record SpecialDay(DateOnly Day, bool IsWorking, string Name);

/// <summary>
/// 公布节假日安排: the State Council's notice for a year, entered as the days that differ. The year's calendar is whole and no longer
/// provisional afterwards.
/// </summary>
public sealed class AnnounceHolidays(IReferenceStore store, IReferenceData data, ICenterStanding standing, IUnitOfWork work)
{
    private const int FirstYear = 2004, LastYear = 2100, NameLength = 40;

    /// <param name="version">The calendar's version that the caller read.</param>
    /// <returns>The calendar's new version.</returns>
    public async Task<int> HandleAsync(
        int year, IReadOnlyList<SpecialDay> days, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageReference);
        var next = await work.CommitAsync(
            caller, "reference.announce_holidays", c => AnnounceAsync(year, days, version, c), cancel);
        data.Forget();
        return next;
    }

    private async Task<int> AnnounceAsync(int year, IReadOnlyList<SpecialDay> days, int version, CancellationToken cancel)
    {
        await NationalReference.DemandOwnAsync(standing, cancel);
        Demand(year, days);
        if (await store.VersionAsync(ReferencePart.Calendar, cancel) != version)
            throw Refused.Stale();
        var wanted = ReferenceSet.Empty with { Calendar = Calendar(year, days) };
        await store.StoreAsync(ReferenceDifference.Of(await store.ReadAsync(cancel), wanted), cancel);
        var next = await store.NextVersionAsync(ReferencePart.Calendar, cancel);
        work.Changed(Entity.Calendar, 0, next);
        work.Audited(new AuditLine(Entity.Calendar, year, Detail: new { year, days }));
        return next;
    }

    private static void Demand(int year, IReadOnlyList<SpecialDay> days)
    {
        var problems = new List<Problem>();
        if (year is < FirstYear or > LastYear)
            problems.Add(new Problem("year_out_of_range", $"年度应为 {FirstYear} 至 {LastYear}。", "year"));
        foreach (var day in days)
        {
            if (day.Day.Year != year)
                problems.Add(new Problem("day_of_other_year", $"{day.Day:yyyy-MM-dd}不在{year}年。", "days"));
            if (string.IsNullOrWhiteSpace(day.Name) || day.Name.Length > NameLength)
                problems.Add(new Problem("day_name", $"{day.Day:yyyy-MM-dd}的说明应为 1 至 {NameLength} 字。", "days"));
        }

        if (days.Select(day => day.Day).Distinct().Count() != days.Count)
            problems.Add(new Problem("day_repeated", "同一天出现了多次。", "days"));
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
    }

    private static List<CalendarDay> Calendar(int year, IReadOnlyList<SpecialDay> days)
    {
        var special = days.ToDictionary(day => day.Day);
        var first = new DateOnly(year, 1, 1);
        return [.. Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays).Select(day => new CalendarDay
        {
            Day = day,
            IsWorking = special.TryGetValue(day, out var given)
                ? given.IsWorking : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
            Name = given?.Name.Trim(),
            Provisional = false,
        })];
    }
}
