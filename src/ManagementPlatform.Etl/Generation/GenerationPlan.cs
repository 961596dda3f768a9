using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>How many pupils of each stage go to school in one county.</summary>
public sealed record CountyPlan(County County, StageTotals Totals);

/// <summary>Shares the pupils that were asked for out over the counties.</summary>
public static class GenerationPlan
{
    /// <summary>Above this, birthdays and sequence digits of citizen IDs would run out.</summary>
    public const long MostPupilsInACounty = 1_200_000;

    /// <exception cref="RefusalException">There is no such region or county, or the numbers make no sense.</exception>
    public static IReadOnlyList<CountyPlan> Of(GenerationRequest request, GeneratorTables tables, CountyList counties)
    {
        var chosen = Choose(request, counties);
        var official = Official(chosen, tables.Figures, counties);
        var totals = Wanted(request, official);
        var plans = totals is { } wanted ? Share(wanted, chosen) : official;
        var tooLarge = plans.FirstOrDefault(p => p.Totals.All > MostPupilsInACounty);
        return tooLarge is null ? plans : throw Refused.Invalid(
            "too_many_pupils", $"{tooLarge.County.AddressName}将有 {tooLarge.Totals.All} 名学生，每县最多可生成 {MostPupilsInACounty} 名。");
    }

    private static List<County> Choose(GenerationRequest request, CountyList counties)
    {
        var inside = counties.All.Where(c => Belongs(c, request.Region)).ToList();
        if (inside.Count == 0)
            throw Refused.Invalid("unknown_region", $"没有代码为 {request.Region} 的省级单位。", "province");
        if (request.Counties.Count == 0)
            return inside;

        var unknown = request.Counties.Where(code => inside.All(c => c.Code != code)).ToList();
        return unknown.Count == 0
            ? inside.Where(c => request.Counties.Contains(c.Code)).ToList()
            : throw Refused.Invalid("unknown_county", $"{request.Region} 下没有这些县（区）：{string.Join("、", unknown)}。", "county");
    }

    // Who administers, not where it lies: the 兵团's cities are in 新疆 but not its education department's.
    private static bool Belongs(County county, RegionCode region) =>
        region == RegionCode.Nation || (county.IsXpcc ? region == RegionCode.Xpcc : county.Province == region);

    private static StageTotals? Wanted(GenerationRequest request, IReadOnlyList<CountyPlan> official)
    {
        if (request.Totals is { } given && (given.Primary < 0 || given.Junior < 0 || given.Senior < 0 || given.All == 0)
            || request.Pupils is <= 0)
            throw Refused.Invalid("no_pupils", "学生人数应大于 0。", "pupils");
        return request.Totals ?? (request.Pupils is { } all ? official.Aggregate(default(StageTotals), (sum, p) => sum + p.Totals).ScaledTo(all) : null);
    }

    // Every county's part of its whole province, so that one county alone gets what it would get in the province.
    private static List<CountyPlan> Official(List<County> chosen, OfficialFigures figures, CountyList counties)
    {
        var plans = new Dictionary<string, StageTotals>();
        foreach (var province in chosen.Select(c => c.Province).Distinct())
        {
            var all = counties.InProvince(province).ToList();
            var parts = Split(figures.Of(province), all);
            for (var i = 0; i < all.Count; i++)
                plans[all[i].Code] = parts[i];
        }

        return [.. chosen.Select(c => new CountyPlan(c, plans[c.Code]))];
    }

    private static IReadOnlyList<CountyPlan> Share(StageTotals totals, List<County> chosen)
    {
        var parts = Split(totals, chosen);
        return [.. chosen.Select((c, i) => new CountyPlan(c, parts[i]))];
    }

    private static StageTotals[] Split(StageTotals totals, IReadOnlyList<County> counties)
    {
        long[] weights = [.. counties.Select(c => c.Weight)];
        var (primary, junior, senior) = (
            Apportionment.Split(totals.Primary, weights), Apportionment.Split(totals.Junior, weights),
            Apportionment.Split(totals.Senior, weights));
        return [.. weights.Select((_, i) => new StageTotals(primary[i], junior[i], senior[i]))];
    }
}
