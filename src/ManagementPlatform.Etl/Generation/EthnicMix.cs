namespace ManagementPlatform.Etl.Generation;

/// <summary>Which nationalities (民族) live in a place, by the longest prefix of its code that the table knows.</summary>
public sealed class EthnicMix
{
    private readonly Dictionary<string, WeightedList<string>> _byPrefix;

    internal EthnicMix(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        _byPrefix = rows.GroupBy(r => r["region_prefix"]).ToDictionary(
            g => g.Key,
            g => new WeightedList<string>(g.Select(r => (r["ethnicity"], GeneratorTables.Millionths(r["share"])))));

    public WeightedList<string> Of(string regionCode)
    {
        for (var length = regionCode.Length; length > 0; length--)
        {
            if (_byPrefix.TryGetValue(regionCode[..length], out var mix))
                return mix;
        }

        return _byPrefix[""];
    }
}
