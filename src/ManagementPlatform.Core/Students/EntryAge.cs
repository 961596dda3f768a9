using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// How old pupils are, in whole years, when their class enters its stage. Only the age of grade 1 is law; the rest separates a
/// slip of the pen from an unusual life, as this product's own convention.
/// </summary>
/// <param name="Usual">The age of most.</param>
/// <param name="Younger">So many years younger still happens (skipped grades); beyond is an error.</param>
/// <param name="Older">So many years older is unremarkable (repeated grades, late entry).</param>
/// <param name="OldestOver">So many years older is the end.</param>
internal sealed record EntryAge(int Usual, int Younger, int Older, int OldestOver)
{
    /// <summary>A school registers from July for September.</summary>
    public const int FirstEntryMonth = 7;

    /// <summary>How many months ahead of the calendar an entry month may lie.</summary>
    public const int MonthsAhead = 2;

    private static readonly Dictionary<Stage, EntryAge> Ages = new()
    {
        [Stage.Kindergarten] = new(3, 1, 2, 4),
        [Stage.Primary] = new(6, 1, 3, 12),
        [Stage.Junior] = new(12, 3, 3, 12),
        [Stage.Senior] = new(15, 3, 4, 12),
        [Stage.Vocational] = new(15, 3, 8, 50),
        [Stage.Special] = new(6, 1, 6, 16),
    };

    public static EntryAge Of(Stage stage, SchoolingSystem system)
    {
        var age = Ages[stage];
        // 五四制: junior school begins a year earlier.
        return stage == Stage.Junior ? age with { Usual = Ages[Stage.Primary].Usual + system.Years(Stage.Primary) } : age;
    }
}
