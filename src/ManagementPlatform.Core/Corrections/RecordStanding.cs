using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What the rules look at when one of two records of a pupil has to go.</summary>
/// <param name="DaysEnrolled">All stays together.</param>
/// <param name="InClass">在读.</param>
public sealed record RecordStanding(
    long StudentId, string SchoolName, StudentNumberKind Number, DateTimeOffset RegisteredAt,
    int DaysEnrolled, bool OnRoll, bool InClass);

/// <summary>A reason to keep one of two records.</summary>
/// <param name="Rule">Stable, snake_case.</param>
/// <param name="Text">In Chinese, for whoever decides.</param>
/// <param name="Favours">The record that it speaks for.</param>
public sealed record SurvivorReason(string Rule, string Text, long Favours);

/// <summary>
/// Which of two records of one pupil should stay, with every reason that speaks for either. docs/rules.md §1.7.
/// </summary>
/// <param name="SuggestedId">Null when nothing speaks for either.</param>
public sealed record SurvivorAdvice(long? SuggestedId, IReadOnlyList<SurvivorReason> Reasons)
{
    // In order of weight: the first that tells the two apart decides. Each gives the higher value to the record that should stay.
    private static readonly IReadOnlyList<(string Rule, Func<RecordStanding, IComparable> Weight, Func<RecordStanding, string> Text)> Rules =
    [
        ("on_roll", r => r.OnRoll, r => $"{r.SchoolName}的学籍在籍，另一学籍已离校"),
        ("formal_number", r => Rank(r.Number), r => $"{r.SchoolName}的学籍持{r.Number.Name()}，优先于另一学籍的学籍号"),
        ("registered_earlier", r => -r.RegisteredAt.UtcTicks, r => $"{r.SchoolName}的学籍建立较早（{BeijingTime.DayOf(r.RegisteredAt):yyyy年M月d日}）"),
        ("enrolled_longer", r => r.DaysEnrolled, r => $"{r.SchoolName}的在籍时间较长（{r.DaysEnrolled}天）"),
        ("in_class", r => r.InClass, r => $"学生现在{r.SchoolName}在读"),
    ];

    public static SurvivorAdvice Of(RecordStanding one, RecordStanding other)
    {
        var reasons = new List<SurvivorReason>();
        foreach (var (rule, weight, text) in Rules)
        {
            var difference = weight(one).CompareTo(weight(other));
            if (difference != 0)
                reasons.Add(
                    new SurvivorReason(rule, text(difference > 0 ? one : other), (difference > 0 ? one : other).StudentId));
        }

        return new SurvivorAdvice(reasons.FirstOrDefault()?.Favours, reasons);
    }

    /// <summary>Higher stays.</summary>
    public static int Rank(StudentNumberKind number) => number switch
    {
        StudentNumberKind.Formal => 2,
        StudentNumberKind.FormalWithoutId => 1,
        _ => 0,
    };
}
