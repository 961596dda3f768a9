using System.Globalization;
using CsvHelper;

namespace ManagementPlatform.Etl.Generation;

/// <summary>The generator's own data: <c>etl/reference/generator/*.csv</c>.</summary>
public sealed class GeneratorTables
{
    private readonly string _folder;

    private GeneratorTables(string folder)
    {
        _folder = folder;
        Figures = new OfficialFigures(Read("national-2024"), Read("province-enrolment"));
        Areas = [.. Read("stage-areas").Select(StageArea.Of)];
        GradePupils = Read("grade-pupils").ToDictionary(r => r["grade"], r => Whole(r["pupils_thousand"]));
        PostalPrefixes = Read("postal-prefixes").ToDictionary(r => r["code"], r => r["prefix"]);
        Ethnicities = new EthnicMix(Read("ethnic-mix"));
        Names = new NameBook(Read("surnames"), Read("given-names"), Read("ethnic-names"));
        Places = new PlaceWords(Read("school-name-parts"), Read("street-names"));
    }

    public OfficialFigures Figures { get; }

    public IReadOnlyList<StageArea> Areas { get; }

    /// <summary>The nation's pupils by grade, as weights: an age group that is larger stays larger in every county.</summary>
    public IReadOnlyDictionary<string, long> GradePupils { get; }

    /// <summary>The first two digits of postal codes, by province.</summary>
    public IReadOnlyDictionary<string, string> PostalPrefixes { get; }

    public EthnicMix Ethnicities { get; }

    public NameBook Names { get; }

    public PlaceWords Places { get; }

    /// <param name="referenceFolder">The folder <c>etl/reference</c>.</param>
    public static GeneratorTables Load(string referenceFolder) => new(Path.Combine(referenceFolder, "generator"));

    internal static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A share such as 0.9238 as parts of a million, so that nothing depends on floating-point arithmetic.</summary>
    internal static long Millionths(string share) => (long)(decimal.Parse(share, CultureInfo.InvariantCulture) * 1_000_000);

    private List<IReadOnlyDictionary<string, string>> Read(string name)
    {
        using var reader = CsvReader.FromFile(Path.Combine(_folder, name + ".csv"));
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
            rows.Add(reader.Headers.ToDictionary(column => column, column => reader.GetString(column)));
        return rows;
    }
}
