using System.Globalization;

namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 学校(机构)标识码, ten digits: category 2, province 2, serial 6 given by the province. One school, one code; there is no
/// check digit and the serial says nothing about rank.
/// </summary>
/// <remarks>docs/rules.md §2.3; 各级各类学校(机构)代码编制规则</remarks>
public readonly record struct SchoolCode : IComparable<SchoolCode>
{
    /// <summary>Digits in a school code.</summary>
    public const int Length = 10;

    private readonly string? _text;

    private SchoolCode(string text) => _text = text;

    public string Text => _text ?? "";

    /// <summary>Two digits, see <see cref="SchoolCategory"/>.</summary>
    public string Category => Text[..2];

    /// <summary>The first two digits of the province's GB/T 2260 code.</summary>
    public string Province => Text[2..4];

    public string Serial => Text[4..];

    public static bool TryParse(string? text, out SchoolCode code, out SchoolCodeFault fault)
    {
        var digits = CodeText.Normalize(text, Length);
        fault = FaultOf(digits);
        code = fault == SchoolCodeFault.None ? new SchoolCode(digits!) : default;
        return fault == SchoolCodeFault.None;
    }

    /// <summary>A code that is known to be good, such as one the registry stored.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static SchoolCode Parse(string? text) =>
        TryParse(text, out var code, out var fault) ? code : throw new FormatException(fault.Text());

    /// <summary>The code that a province gives out with a serial.</summary>
    /// <param name="province">Two digits.</param>
    /// <param name="serial">0 to 999999.</param>
    /// <exception cref="ArgumentException">A part is out of its range.</exception>
    public static SchoolCode Create(SchoolCategory category, string province, int serial)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{category.Code}{province}{serial:000000}");
        return serial >= 0 && FaultOf(text) == SchoolCodeFault.None ? new SchoolCode(text)
            : throw new ArgumentException("The category, the province or the serial cannot stand in a school code.");
    }

    public int CompareTo(SchoolCode other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;

    private static SchoolCodeFault FaultOf(string? code)
    {
        if (code is not { Length: Length })
            return SchoolCodeFault.Length;
        if (!CodeText.AllDigits(code))
            return SchoolCodeFault.Characters;
        if (SchoolCategory.Find(code.AsSpan(0, 2)) is not { Registers: true })
            return SchoolCodeFault.Category;
        return ProvincePrefix.IsMainland(code.AsSpan(2, 2)) ? SchoolCodeFault.None : SchoolCodeFault.Province;
    }
}
