using System.Globalization;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Benchmarks.Frame;

/// <summary>What to measure, on what.</summary>
internal sealed record BenchmarkOptions
{
    public required string Name { get; init; }

    public IReadOnlyList<Engine> Engines { get; init; } = [Engine.Sqlite, Engine.PostgreSql];

    /// <summary>Pupils of the larger size; the smaller is a tenth of it.</summary>
    public int Rows { get; init; } = 1_000_000;

    /// <summary>Where databases and files are made and deleted again; on the disk that is to be measured.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    public bool WritesReport { get; init; } = true;

    /// <returns>Null when the arguments make no sense.</returns>
    public static BenchmarkOptions? Parse(string[] args)
    {
        if (args is not [("import" or "pupil" or "lists" or "cases" or "deadlines" or "first-load" or "growth" or "replication") and var name, .. var rest])
            return null;
        var options = new BenchmarkOptions { Name = name };
        for (var i = 0; i < rest.Length; i++)
        {
            switch (rest[i])
            {
                case "--engine" when i + 1 < rest.Length && Enum.TryParse<Engine>(rest[++i], ignoreCase: true, out var engine):
                    options = options with { Engines = [engine] };
                    break;
                case "--rows" when i + 1 < rest.Length && int.TryParse(rest[++i], CultureInfo.InvariantCulture, out var rows)
                    && rows >= 10_000:
                    options = options with { Rows = rows };
                    break;
                case "--folder" when i + 1 < rest.Length:
                    options = options with { Folder = rest[++i] };
                    break;
                case "--no-report":
                    options = options with { WritesReport = false };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
