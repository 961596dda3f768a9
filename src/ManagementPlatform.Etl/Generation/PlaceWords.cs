using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// The words of which names of schools, towns and addresses are made. They name no real school on purpose; one may be met by
/// chance.
/// </summary>
public sealed class PlaceWords
{
    private readonly Dictionary<string, WeightedList<string>> _parts;
    private readonly Dictionary<string, WeightedList<string>> _streets;

    internal PlaceWords(
        IReadOnlyList<IReadOnlyDictionary<string, string>> parts, IEnumerable<IReadOnlyDictionary<string, string>> streets)
    {
        _parts = parts.Where(r => r["part"] is not "pattern").GroupBy(r => r["part"]).ToDictionary(g => g.Key, Weighted);
        Patterns = parts.Where(r => r["part"] == "pattern")
            .Select(
                r => ((Stage)int.Parse(r["stage"], CultureInfo.InvariantCulture), r["text"], GeneratorTables.Whole(r["weight"])))
            .ToList();
        _streets = streets.GroupBy(r => r["kind"]).ToDictionary(g => g.Key, Weighted);
    }

    /// <summary>How schools of a stage are named.</summary>
    public IReadOnlyList<(Stage Stage, string Text, long Weight)> Patterns { get; }

    public WeightedList<string> Towns => _parts["town"];

    public WeightedList<string> Words => _parts["word"];

    public WeightedList<string> Ordinals => _parts["ordinal"];

    public WeightedList<string> TeachingPoints => _parts["teaching_point"];

    public WeightedList<string> Streets => _streets["street"];

    public WeightedList<string> Estates => _streets["estate"];

    /// <summary>For addresses, with 村.</summary>
    public WeightedList<string> Villages => _streets["village"];

    /// <summary>For the names of schools, without.</summary>
    public WeightedList<string> VillageNames => _parts["village"];

    private static WeightedList<string> Weighted(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        new(rows.Select(r => (r["text"], GeneratorTables.Whole(r["weight"]))));
}
