using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>The time in which a pupil had a student number.</summary>
/// <param name="ValidTo">The moment another number took its place; <c>null</c> for the current one.</param>
/// <param name="Reason">In Chinese.</param>
public sealed record NumberPeriod(StudentNumber Number, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, string Reason);

/// <summary>
/// Every student number that one pupil has had (一人一号): one after another, at most one current, none forgotten, because
/// papers and other systems go on using the old ones.
/// </summary>
/// <remarks>docs/rules.md §2.1</remarks>
public sealed class StudentNumberHistory
{
    /// <param name="periods">As stored, in any order.</param>
    /// <exception cref="ArgumentException">More than one number is current.</exception>
    public StudentNumberHistory(params IEnumerable<NumberPeriod> periods)
    {
        Periods = [.. periods.OrderBy(period => period.ValidFrom).ThenBy(period => period.ValidTo is null)];
        if (Periods.Count(period => period.ValidTo is null) > 1)
            throw new ArgumentException("A pupil has one current number at most.", nameof(periods));
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<NumberPeriod> Periods { get; }

    public NumberPeriod? Current => Periods.FirstOrDefault(period => period.ValidTo is null);

    /// <summary>Whether the pupil has or had the number.</summary>
    public bool Holds(StudentNumber number) => Periods.Any(period => period.Number == number);

    /// <summary>The history in which a new number has taken the place of the current one from a moment on.</summary>
    /// <exception cref="RefusalException">
    /// The pupil had the number already, or the current one may not be replaced by one of this kind, or is younger.
    /// </exception>
    public StudentNumberHistory Add(StudentNumber number, DateTimeOffset from, string reason)
    {
        if (Holds(number))
            throw Refused.Conflict("number_already_held", "该学生已有或曾有此学籍号。");
        if (Current is not { } current)
            return new StudentNumberHistory([.. Periods, new NumberPeriod(number, from, null, reason)]);

        DemandSuccession(current.Number.Kind, number.Kind);
        if (from < current.ValidFrom)
            throw Refused.Invalid("number_before_current", "新学籍号的启用时间不能早于现学籍号的启用时间。");
        return new StudentNumberHistory(
            [.. Periods.Where(period => period != current), current with { ValidTo = from }, new(number, from, null, reason)]);
    }

    // docs/rules.md §2.1: L becomes J or G after the national check, J becomes G when an ID appears. A G number stays for
    // life, also when the citizen ID in it changes.
    private static void DemandSuccession(StudentNumberKind current, StudentNumberKind next)
    {
        if (current == StudentNumberKind.Formal)
            throw Refused.Conflict("formal_number_stays", "该学生已有正式学籍号（G），身份证件号变更后学籍号不变。");

        var follows = next == StudentNumberKind.Formal
            || (next == StudentNumberKind.FormalWithoutId && current == StudentNumberKind.Temporary);
        if (!follows)
            throw Refused.Conflict("number_kind_backwards", $"{current.Name()}不能变更为{next.Name()}。");
    }
}
