namespace ManagementPlatform.Core.Codes;

/// <summary>The first two digits of GB/T 2260, by which other codes say their province.</summary>
internal static class ProvincePrefix
{
    // The blanks keep a pair from matching across two neighbours.
    private const string Provinces =
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65";

    /// <summary>Taiwan, Hong Kong and Macau have codes, but no bureaus and schools of this registry.</summary>
    private const string Beyond = "71 81 82";

    /// <summary>One of the 31 provinces that have schools in the registry.</summary>
    public static bool IsMainland(ReadOnlySpan<char> prefix) => Holds(Provinces, prefix);

    /// <summary>Any province of GB/T 2260.</summary>
    public static bool IsProvince(ReadOnlySpan<char> prefix) => IsMainland(prefix) || Holds(Beyond, prefix);

    /// <summary>A province, or 83: the residence permits of Taiwan residents begin 830000.</summary>
    public static bool MayStartCitizenId(ReadOnlySpan<char> prefix) => IsProvince(prefix) || prefix is "83";

    private static bool Holds(string pairs, ReadOnlySpan<char> prefix) =>
        prefix.Length == 2 && pairs.AsSpan().IndexOf(prefix, StringComparison.Ordinal) >= 0;
}
