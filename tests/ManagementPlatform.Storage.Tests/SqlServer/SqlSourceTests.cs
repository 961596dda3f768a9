using System.Text.RegularExpressions;

namespace ManagementPlatform.Storage.Tests.SqlServer;

/// <summary>
/// The check of all statements sees static fields only. So no SQL may go past them: not by Dapper, not by a driver, and no
/// statement may be made elsewhere than in a <c>static readonly</c> field.
/// </summary>
[TestClass]
public sealed partial class SqlSourceTests
{
    // The seam itself, and what runs before or beside it.
    private static readonly string[] MaySendSql =
    [
        "Storage/Ansi.cs", "Storage/ColumnValues.cs", "Storage/DatabaseProbe.cs", "Storage/DbSession.cs", "Storage/Engines/",
        "Storage/Migrations/Migrator.cs", "Storage/Organization/CurrentCenter.cs", "Storage/Writing/Identifiers.cs",
    ];

    // What they make is reached from static fields: of tables, and of the catalogue of what replicates.
    private static readonly string[] MayMakeStatements =
    [
        "Storage/Sql.cs", "Storage/Table.cs", "Replication/ReplicatedEntity.cs", "Replication/ReplicatedTable.cs",
        "Catalogue/ReplicatedReference.cs", "Catalogue/ReplicatedOrganization.cs", "Catalogue/ReplicatedPupils.cs",
        "Catalogue/ReplicatedCases.cs", "Catalogue/ReplicatedVerdicts.cs",
    ];

    [TestMethod]
    public void No_SQL_goes_past_the_seam()
    {
        var files = Directory.GetFiles(SourceFolder(), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Generated().IsMatch(f)).ToList();
        Assert.IsGreaterThan(50, files.Count);
        var faults = files.SelectMany(file => Faults(file.Replace('\\', '/'), File.ReadAllText(file)));
        Assert.AreEqual(string.Empty, string.Join('\n', faults));
    }

    [TestMethod]
    [DataRow("using Dapper;", "sends SQL")]
    [DataRow("await Dapper.SqlMapper.ExecuteAsync(c, text);", "sends SQL")]
    [DataRow("command.CommandText = text;", "sends SQL")]
    [DataRow("using var c = new SqliteConnection(text);", "sends SQL")]
    [DataRow("public async Task A() { var sql = Sql.Portable(\"SELECT 1\"); }", "static readonly")]
    [DataRow("static readonly Sql A = Sql.Portable(\"SELECT 1\"); Sql B = Sql.Portable(\"SELECT 1\");", "static readonly")]
    [DataRow("private Sql Find => Tables.School.Select(\"WHERE a = @a\");", "static readonly")]
    public void SQL_past_the_seam_is_seen(string source, string fault) =>
        Assert.Contains(fault, string.Join('\n', Faults("Etl/Some.cs", source)));

    [TestMethod]
    [DataRow("private static readonly Sql A = Sql.Portable(\"SELECT 1; x\");")]
    [DataRow("static readonly Sql[] All = [Sql.Portable(\"SELECT 1\"), Sql.Portable(\"SELECT 2\")];")]
    [DataRow("static readonly Sql A =\n    SchoolTables.School.Select(\"WHERE a = @a\");")]
    [DataRow("var names = rows.Select(r => r.Name);")]
    public void A_field_passes(string source) => Assert.IsEmpty(Faults("Etl/Some.cs", source));

    private static IEnumerable<string> Faults(string file, string text)
    {
        var code = Text().Replace(text, "\"\"");
        if (!Array.Exists(MaySendSql, allowed => file.Contains(allowed, StringComparison.Ordinal))
            && Sending().Match(code) is { Success: true } send)
            yield return $"{file} sends SQL past DbSession: {send.Value}";
        if (Array.Exists(MayMakeStatements, allowed => file.EndsWith(allowed, StringComparison.Ordinal)))
            yield break;
        foreach (Match made in Making().Matches(code))
        {
            var start = code.LastIndexOfAny([';', '{', '}'], made.Index) + 1;
            if (!code[start..made.Index].Contains("static readonly", StringComparison.Ordinal))
                yield return $"{file}: a statement outside a static readonly field";
        }
    }

    private static string SourceFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ManagementPlatform.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return Path.Combine(folder, "src");
    }

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Generated();

    // Comments and string literals are no code. A literal keeps its quotes, so that Select("…") still shows.
    [GeneratedRegex("(\"{3,}).*?\\1|\"(?:[^\"\\\\\n]|\\\\.)*\"|//[^\n]*", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Text();

    [GeneratedRegex(@"\bDapper\b|\bSqlMapper\b|\bCommandText\b|\bCreateCommand\b|\b(Sql|Sqlite|Npgsql)(Command|Connection|BulkCopy)\b", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Sending();

    [GeneratedRegex("""\bSql\s*\.\s*(Portable|PerEngine|Rendered)\s*\(|\.Select\(\s*\$?"|new Table<""", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Making();
}
