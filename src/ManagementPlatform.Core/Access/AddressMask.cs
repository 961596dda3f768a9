using System.Globalization;

namespace ManagementPlatform.Core.Access;

/// <summary>
/// Finds where the county ends in an address as people write it. Nothing delimits the parts, so it goes by the words that
/// end a province, a city and a county; it stops at the first street, house or estate and then shows less.
/// </summary>
internal static class AddressMask
{
    private const int LongestName = 16; // 积石山保安族东乡族撒拉族自治县 has 15

    private static readonly string[] Province = ["特别行政区", "自治区", "省", "市"];
    private static readonly string[] City = ["自治州", "地区", "盟", "市"];
    private static readonly string[] County = ["区", "县", "旗", "市"];

    // What ends as a county does, but is a part of one.
    private static readonly string[] Smaller =
        ["小区", "社区", "校区", "园区", "厂区", "院区", "苑区", "街区", "宿舍区", "生活区", "超市", "门市", "菜市", "夜市", "集市"];

    /// <summary>The length of the part that may be shown: province, city and county, as far as they are there.</summary>
    public static int Shown(ReadOnlySpan<char> address)
    {
        var province = NameLength(address, Province, [.. City, .. County]);
        var city = province + NameLength(address[province..], City, County);
        return city + NameLength(address[city..], County, []);
    }

    /// <param name="below">Endings of the levels below; meeting one means that this level was left out.</param>
    private static int NameLength(ReadOnlySpan<char> rest, string[] endings, string[] below)
    {
        // A name has a character before its ending at least; so 路南区, 市中区 and 道县 are read right.
        for (var end = 2; end <= Math.Min(rest.Length, LongestName); end++)
        {
            var name = rest[..end];
            if (IsOfStreetOrHouse(name[^1]) || EndsWithAny(name, Smaller))
                return 0;
            if (EndsWithAny(name, endings) && IsWhole(rest[(end - 1)..]))
                return end;
            if (EndsWithAny(name, below))
                return 0;
        }

        return 0;
    }

    private static bool IsOfStreetOrHouse(char c) =>
        char.IsDigit(c) || char.IsWhiteSpace(c) || "路街巷弄号栋幢村组室".Contains(c, StringComparison.Ordinal);

    // A character with a mark of its own is not the one it looks like; 红旗路 is no 旗, and 红旗区 does not end there.
    private static bool IsWhole(ReadOnlySpan<char> ending) =>
        StringInfo.GetNextTextElementLength(ending) == 1
        && !(ending is ['旗', var next, ..] && "路街巷大区".Contains(next, StringComparison.Ordinal));

    private static bool EndsWithAny(ReadOnlySpan<char> name, string[] endings)
    {
        foreach (var ending in endings)
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return true;
        return false;
    }
}
