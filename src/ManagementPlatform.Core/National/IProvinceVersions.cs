using System.Globalization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.National;

/// <summary>
/// The version of what each province has of its own in a table that all of them share (rules, extra fields), as a whole: it only
/// grows, and only the province's own center moves it.
/// </summary>
public interface IProvinceVersions
{
    /// <param name="provinceCode">Six digits; 000000 for the nation.</param>
    /// <returns>The next version; null when this center is not the province's.</returns>
    Task<int?> NextAsync(Entity entity, string provinceCode, CancellationToken cancel);
}

/// <summary>What belongs to a province as a whole has its two digits as the key; 0 is the nation.</summary>
public static class ProvinceKey
{
    public static long Of(string provinceCode) => long.Parse(provinceCode.AsSpan(0, 2), CultureInfo.InvariantCulture);
}

/// <summary>
/// 全国统一发布: code tables, divisions, the calendar and national rules come from the nation where a province has joined.
/// </summary>
public static class NationalReference
{
    /// <exception cref="RefusalException">This center is a province that has joined.</exception>
    public static async Task DemandOwnAsync(ICenterStanding standing, CancellationToken cancel)
    {
        if (await standing.GetAsync(cancel) == Standing.Province)
            throw Refused.Forbidden("national_reference", "代码表、行政区划、校历日历和国家规则由国家中心全国统一发布；本中心已入网，不能自行装载或修改。");
    }
}
