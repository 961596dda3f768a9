using System.Globalization;

namespace ManagementPlatform.Core.Codes;

/// <summary>学年: from 1 September to 31 August, named by both years, "2026-2027".</summary>
public readonly record struct SchoolYear(int StartYear) : IComparable<SchoolYear>
{
    /// <summary>What to tell the person who typed something else.</summary>
    public const string FormText = "学年应写作“2026-2027”";

    private const int FirstMonth = 9, TextLength = 9;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{StartYear:0000}-{StartYear + 1:0000}");

    public DateOnly Start => StartYear < 1 ? DateOnly.MinValue : new DateOnly(StartYear, FirstMonth, 1);

    /// <summary>The last day of the year.</summary>
    public DateOnly End => StartYear >= 9999 ? DateOnly.MaxValue : new DateOnly(StartYear + 1, FirstMonth - 1, 31);

    public SchoolYear Next => new(StartYear + 1);

    public SchoolYear Previous => new(StartYear - 1);

    /// <summary>The school year that a day belongs to.</summary>
    public static SchoolYear Of(DateOnly day) => new(day.Month >= FirstMonth ? day.Year : day.Year - 1);

    public static bool TryParse(string? text, out SchoolYear year)
    {
        year = default;
        var normal = CodeText.Normalize(text, TextLength);
        if (normal is not { Length: TextLength } || normal[4] != '-' || !CodeText.AllDigits(normal.AsSpan(0, 4)))
            return false;

        year = new SchoolYear(CodeText.Number(normal.AsSpan(0, 4)));
        return year.Text == normal;
    }

    public bool Contains(DateOnly day) => Of(day) == this;

    public int CompareTo(SchoolYear other) => StartYear.CompareTo(other.StartYear);

    public override string ToString() => Text;
}
