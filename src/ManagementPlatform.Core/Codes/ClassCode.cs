using System.Globalization;

namespace ManagementPlatform.Core.Codes;

/// <summary>
/// A class for the whole of its life: 学校标识码 10, entry year 4, stage 1, class number 2. It names the class by the year its
/// pupils entered, because the grade changes every September. This product's own; no national class code is known.
/// </summary>
/// <remarks>docs/rules.md §2.6</remarks>
public readonly record struct ClassCode : IComparable<ClassCode>
{
    /// <summary>What to tell the person who typed something else.</summary>
    public const string FormText = "班级代码应为 17 位数字：学校标识码 10 位、入学年份 4 位、学段 1 位、班号 2 位";

    /// <summary>Digits in a class code.</summary>
    public const int Length = SchoolCode.Length + 7;

    private const int EarliestEntry = 1900, LatestEntry = 2199;

    private readonly string? _text;

    private ClassCode(string text) => _text = text;

    public string Text => _text ?? "";

    public SchoolCode School => SchoolCode.Parse(Text[..SchoolCode.Length]);

    public int EntryYear => CodeText.Number(Text.AsSpan(SchoolCode.Length, 4));

    public Stage Stage => (Stage)(Text[^3] - '0');

    /// <summary>1 to 99.</summary>
    public int Number => CodeText.Number(Text.AsSpan(Length - 2));

    /// <exception cref="ArgumentException">A part is out of its range.</exception>
    public static ClassCode Create(SchoolCode school, int entryYear, Stage stage, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{school.Text}{entryYear:0000}{(int)stage}{number:00}");
        return TryParse(text, out var code) ? code
            : throw new ArgumentException("The entry year, the stage or the number cannot stand in a class code.");
    }

    public static bool TryParse(string? text, out ClassCode code)
    {
        var digits = CodeText.Normalize(text, Length);
        var sound = digits is { Length: Length } && CodeText.AllDigits(digits)
            && SchoolCode.TryParse(digits[..SchoolCode.Length], out _, out _)
            && CodeText.Number(digits.AsSpan(SchoolCode.Length, 4)) is >= EarliestEntry and <= LatestEntry
            && Enum.IsDefined((Stage)(digits[^3] - '0'))
            && digits.AsSpan(Length - 2) is not "00";
        code = sound ? new ClassCode(digits!) : default;
        return sound;
    }

    public int CompareTo(ClassCode other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;
}
