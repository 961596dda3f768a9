using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Organization;

/// <summary>What the education bureau of a division is called: 四川省教育厅, 成都市教育局, 东城区教育委员会.</summary>
public static class BureauName
{
    public const string Ministry = "中华人民共和国教育部";

    private const string Bureau = "教育局", Department = "教育厅", Commission = "教育委员会";

    // The municipalities have commissions; so have the districts of two of them. 兵团 has a bureau.
    private static readonly Dictionary<(string Province, Tier Tier), string> Particular = new()
    {
        [("11", Tier.Province)] = Commission,
        [("12", Tier.Province)] = Commission,
        [("31", Tier.Province)] = Commission,
        [("50", Tier.Province)] = Commission,
        [("66", Tier.Province)] = Bureau,
        [("11", Tier.County)] = Commission,
        [("50", Tier.County)] = Commission,
    };

    public static string Of(string regionName, string regionCode, Tier tier) =>
        regionName + (Particular.GetValueOrDefault((regionCode[..2], tier)) ?? (tier == Tier.Province ? Department : Bureau));
}
