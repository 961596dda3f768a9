namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 行政区划代码 (GB/T 2260), six digits in three pairs: province, city, county. 000000 stands for the nation.
/// 660000 stands for 新疆生产建设兵团, which the ministry addresses as a province of its own but which GB/T 2260 does
/// not know: its schools lie in divisions 65xxxx, so the location of a school does not say who supervises it.
/// </summary>
/// <remarks>docs/rules.md §2.5, §6.1. Whether a code exists, and when it did, is reference data.</remarks>
public readonly record struct RegionCode : IComparable<RegionCode>
{
    /// <summary>What to tell the person who typed something else.</summary>
    public const string FormText = "行政区划代码应为 6 位数字，前两位为省级行政区划代码";

    public static readonly RegionCode Nation = new("000000");

    /// <summary>新疆生产建设兵团, a pseudo code in common use.</summary>
    public static readonly RegionCode Xpcc = new("660000");

    private const int Digits = 6;

    // The "cities" 市辖区 and 县 that the four municipalities have in the code but not in life.
    private static readonly string[] MunicipalGroups =
        ["1101", "1102", "1201", "1202", "3101", "3102", "5001", "5002", "5003"];

    private readonly string? _text;

    private RegionCode(string text) => _text = text;

    public string Text => _text ?? "000000";

    public RegionLevel Level =>
        this == Nation ? RegionLevel.Nation
        : Text.EndsWith("0000", StringComparison.Ordinal) ? RegionLevel.Province
        : Text.EndsWith("00", StringComparison.Ordinal) ? RegionLevel.City
        : RegionLevel.County;

    /// <summary>xx0000 of any code inside a province.</summary>
    public RegionCode Province => new(Text[..2] + "0000");

    /// <summary>xxyy00; of a province itself, the province.</summary>
    public RegionCode City => new(Text[..4] + "00");

    /// <summary>
    /// A city code that only holds codes together and has no authority of its own: 90 (省直辖县级) and the 市辖区 and 县 of
    /// Beijing, Tianjin, Shanghai and Chongqing.
    /// </summary>
    public bool IsGroupingOnly =>
        Level == RegionLevel.City && (Text.AsSpan(2, 2) is "90" || MunicipalGroups.Contains(Text[..4]));

    /// <summary>
    /// The division above: a county's city, or its province where the city code is a grouping only (济源 419001 stands
    /// under 410000, 北京市朝阳区 110105 under 110000); a province's is the nation; the nation has none.
    /// </summary>
    public RegionCode? Parent => Level switch
    {
        RegionLevel.Nation => null,
        RegionLevel.Province => Nation,
        RegionLevel.City => Province,
        _ => City.IsGroupingOnly ? Province : City,
    };

    public static bool TryParse(string? text, out RegionCode code)
    {
        code = default;
        var digits = CodeText.Normalize(text, Digits);
        if (digits is not { Length: Digits } || !CodeText.AllDigits(digits))
            return false;
        if (!ProvincePrefix.IsProvince(digits.AsSpan(0, 2)) && digits != Nation.Text && digits != Xpcc.Text)
            return false;
        if (digits.AsSpan(2, 2) is "00" && digits.AsSpan(4) is not "00")
            return false;

        code = new RegionCode(digits);
        return true;
    }

    /// <summary>A code that is known to be good, such as one the registry stored.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static RegionCode Parse(string? text) =>
        TryParse(text, out var code) ? code : throw new FormatException(FormText);

    /// <summary>Whether the other division is this one or lies inside it, by the digits.</summary>
    public bool Covers(RegionCode other) => Level switch
    {
        RegionLevel.Nation => true,
        RegionLevel.Province => Province == other.Province,
        RegionLevel.City => City == other.City,
        _ => this == other,
    };

    public int CompareTo(RegionCode other) => string.CompareOrdinal(Text, other.Text);

    // default(RegionCode) is the nation, so that Text and equality agree.
    public bool Equals(RegionCode other) => Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
