namespace ManagementPlatform.Core.Codes;

/// <summary>
/// Where a school year is cut into its two terms. The autumn term starts with the year; provinces start the spring term
/// on different days after the New Year holidays, so the day is a setting.
/// </summary>
/// <param name="SpringMonth">Month of the first day of spring term.</param>
/// <param name="SpringDay">Its day.</param>
public sealed record TermCalendar(int SpringMonth = 2, int SpringDay = 15)
{
    /// <summary>Spring from 15 February: a default between the provinces' dates, not a national rule.</summary>
    public static TermCalendar Default { get; } = new();

    public Term Of(DateOnly day) =>
        day.Month < 9 && (day.Month, day.Day).CompareTo((SpringMonth, SpringDay)) >= 0 ? Term.Spring : Term.Autumn;

    /// <summary>The first day of a term.</summary>
    public DateOnly Start(SchoolYear year, Term term) =>
        term == Term.Autumn ? year.Start : new DateOnly(year.StartYear + 1, SpringMonth, SpringDay);

    /// <summary>The last day of a term.</summary>
    public DateOnly End(SchoolYear year, Term term) =>
        term == Term.Spring ? year.End : Start(year, Term.Spring).AddDays(-1);
}
