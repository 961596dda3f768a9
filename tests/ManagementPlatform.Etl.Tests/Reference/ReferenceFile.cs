using CsvHelper;

namespace ManagementPlatform.Etl.Tests.Reference;

/// <summary>A shipped reference file, read as plain text cells by column name.</summary>
internal static class ReferenceFile
{
    /// <summary>The folder as it lies beside every program that uses the Etl project.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "etl", "reference");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string name)
    {
        using var reader = CsvReader.FromFile(Path.Combine(Folder, name), Strict);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (reader.Read())
            rows.Add(reader.Headers.ToDictionary(column => column, column => reader.GetString(column)));
        return rows;
    }

    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ReadByKey(string name, string key) =>
        Read(name).ToDictionary(row => row[key]);

    private static readonly CsvReaderOptions Strict = new() { FieldCountMismatch = CsvFieldCountHandling.Throw };
}
