using System.Globalization;

namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 年级: a stage and a year in it, written as two digits (21 is the first year of primary school). The code is this
/// product's own, no national grade code is known.
/// </summary>
/// <remarks>docs/rules.md §2.6</remarks>
public readonly record struct Grade : IComparable<Grade>
{
    private static readonly string[] Years = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
    private static readonly string[] KindergartenYears = ["小班", "中班", "大班"];

    /// <param name="year">1 to the longest that the stage takes in any schooling system.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage or year.</exception>
    public Grade(Stage stage, int year)
    {
        if (!Exists(stage, year))
            throw new ArgumentOutOfRangeException(nameof(year), "There is no such grade.");
        (Stage, Year) = (stage, year);
    }

    public Stage Stage { get; }

    /// <summary>The year in the stage, from 1.</summary>
    public int Year { get; }

    public string Code => string.Create(CultureInfo.InvariantCulture, $"{(int)Stage}{Year}");

    public string Name => Stage == Stage.Kindergarten
        ? "幼儿园" + KindergartenYears[Year - 1]
        : Stage.ShortName() + Years[Year - 1] + "年级";

    public bool IsStarting => Year == 1;

    public static bool TryParse(string? text, out Grade grade)
    {
        grade = default;
        var digits = CodeText.Normalize(text, 2);
        if (digits is not { Length: 2 } || !CodeText.AllDigits(digits))
            return false;

        var (stage, year) = ((Stage)(digits[0] - '0'), digits[1] - '0');
        if (!Exists(stage, year))
            return false;
        grade = new Grade(stage, year);
        return true;
    }

    /// <summary>A grade that is known to be good, such as one the registry stored.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Grade Parse(string? text) =>
        TryParse(text, out var grade) ? grade : throw new FormatException("年级代码应为 2 位数字：学段和年级");

    /// <summary>
    /// The grade in a school year of those who entered the stage in a year, or <c>null</c> before they came and when the
    /// stage is over.
    /// </summary>
    /// <param name="yearsLost">Years repeated or suspended, less years skipped.</param>
    public static Grade? Of(Stage stage, int entryYear, SchoolYear schoolYear, int yearsLost = 0)
    {
        var year = (long)schoolYear.StartYear - entryYear + 1 - yearsLost;
        return year is >= 1 and <= 9 && Exists(stage, (int)year) ? new Grade(stage, (int)year) : null;
    }

    public bool IsGraduating(SchoolingSystem system) => Year >= system.Years(Stage);

    /// <summary>The grade of the next school year; <c>null</c> for those who graduate.</summary>
    public Grade? Next(SchoolingSystem system) => IsGraduating(system) ? null : new Grade(Stage, Year + 1);

    /// <summary>By stage, then year: the order in which a child passes them, special education last.</summary>
    public int CompareTo(Grade other) =>
        Stage == other.Stage ? Year.CompareTo(other.Year) : Stage.CompareTo(other.Stage);

    public override string ToString() => Code;

    private static bool Exists(Stage stage, int year) =>
        Enum.IsDefined(stage) && year >= 1 && SchoolingSystem.All.Any(system => year <= system.Years(stage));
}
