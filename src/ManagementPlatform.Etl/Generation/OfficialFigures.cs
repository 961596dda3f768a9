using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// How many pupils a province has: its part in the provinces' rounded figures, scaled so that all of them sum to the national
/// bulletin of 2024 (docs/rules.md §5).
/// </summary>
public sealed class OfficialFigures
{
    private readonly Dictionary<string, StageTotals> _provinces;

    internal OfficialFigures(
        IReadOnlyList<IReadOnlyDictionary<string, string>> national, IReadOnlyList<IReadOnlyDictionary<string, string>> provinces)
    {
        var pupils = national.Where(r => r["indicator"] == "pupils")
            .ToDictionary(r => r["stage"], r => GeneratorTables.Whole(r["value"]));
        National = new StageTotals(pupils["primary"], pupils["junior"], pupils["senior"]);
        long[] Column(string name, long total) =>
            Apportionment.Split(
                total, [.. provinces.Select(r => (long)(decimal.Parse(r[name], CultureInfo.InvariantCulture) * 10))]);
        var (primary, junior, senior) = (Column("primary", National.Primary), Column("junior", National.Junior), Column("senior", National.Senior));
        _provinces = Enumerable.Range(0, provinces.Count)
            .ToDictionary(i => provinces[i]["code"], i => new StageTotals(primary[i], junior[i], senior[i]));
    }

    public StageTotals National { get; }

    /// <summary>The pupils of a province by location: 新疆 with the schools of the 兵团.</summary>
    public StageTotals Of(RegionCode province) => _provinces.GetValueOrDefault(province.Text);
}
