using System.Text;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Etl.Tests.Generation;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Admissions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Organization;

/// <summary>A center with its bureaus and nothing below them, and the tables of one small county to take in.</summary>
internal sealed class TableScope : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private TableScope(TestScope test, Caller province) => (Test, Province) = (test, province);

    public TestScope Test { get; }

    public Caller Province { get; }

    /// <summary>The result file of the last import.</summary>
    public List<TableRow> Result { get; private set; } = [];

    /// <summary>渠县, with primary schools that have teaching points, and a senior school or two of the city.</summary>
    public static GenerationRequest Request { get; } =
        Generated.Request("510000", "511725") with { Totals = new StageTotals(6_000, 600, 3_000) };

    public static async Task<TableScope> StartAsync(Engine engine, string province = "51")
    {
        var test = await TestScope.CreateAsync(
            engine,
            services => services.AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases().AddAdmissions().AddEtl());
        var reference = await ReferenceFiles.ReadAsync(None);
        await test.RunAsync<InitializeCenter>(
            init => init.HandleAsync(province, null, reference, Caller.Center(0, Tier.Province), None));
        return new TableScope(test, Caller.Center(BureauCode.Key(province + "0000"), Tier.Province));
    }

    public static Caller County(string code) => new(7, "county", BureauCode.Key(code), Tier.County, [Role.Registrar]);

    /// <summary>The files of the generator, by the name of their table.</summary>
    public static Dictionary<string, string> GeneratedTables(GenerationRequest? request = null)
    {
        request ??= Request;
        var folder = Directory.CreateTempSubdirectory("generated-");
        try
        {
            new GeneratedFiles(request, Generated.Tables, Generated.Counties, Generated.Reference)
                .Write(folder.FullName, Generated.Plan(request), null, None);
            return SchoolTableKind.All.ToDictionary(
                table => table.Name,
                table => File.ReadAllText(Path.Combine(folder.FullName, table.Name + ".csv")).TrimStart('\uFEFF'));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Takes every table in, in their order.</summary>
    public async Task<List<ImportReport>> ImportAllAsync(IReadOnlyDictionary<string, string> tables)
    {
        var reports = new List<ImportReport>();
        foreach (var kind in SchoolTableKind.All)
            reports.Add(await ImportAsync(kind, tables[kind.Name]));
        return reports;
    }

    public async Task<ImportReport> ImportAsync(
        SchoolTableKind kind, string table, ImportOptions? options = null, Caller? caller = null)
    {
        var bytes = Encoding.UTF8.GetBytes(table);
        using var result = new MemoryStream();
        var report = await Test.RunAsync<ImportTable, ImportReport>(import => import.HandleAsync(
            kind, new ImportSource(kind.Name + ".csv", () => new MemoryStream(bytes)), options ?? new ImportOptions(),
            result, caller ?? Province, null, None));
        using var bad = TableReader.Open(new MemoryStream(result.ToArray()));
        Result = [.. bad.Rows()];
        return report;
    }

    public async Task<string> ExportAsync(string list, Caller? caller = null, string? purpose = "数据迁移")
    {
        using var stream = new MemoryStream();
        await Test.RunAsync<ExportList>(export => export.HandleAsync(
            new ListWanted(list, Reveal: purpose is not null, purpose), TableFormat.Csv, stream, caller ?? Province, None));
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
    }

    public Task<long> CountAsync(string table) => Test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}");

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}

/// <summary>A table as text, to be spoiled.</summary>
internal static class TableText
{
    /// <summary>The header and some of the rows, counted from 1, each with some cells replaced.</summary>
    public static string With(string table, params (int Row, string Header, string Cell)[] cells)
    {
        var lines = Lines(table);
        foreach (var (row, header, cell) in cells)
        {
            var parts = lines[row].Split(',');
            parts[Array.IndexOf(lines[0].Split(','), header)] = cell;
            lines[row] = string.Join(',', parts);
        }

        return string.Join("\r\n", lines) + "\r\n";
    }

    public static string[] Lines(string table) => table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public static string Rows(string table, params int[] rows)
    {
        var lines = Lines(table);
        return string.Join("\r\n", rows.Select(row => lines[row]).Prepend(lines[0])) + "\r\n";
    }

    public static string Cell(string table, int row, string header)
    {
        var lines = Lines(table);
        return lines[row].Split(',')[Array.IndexOf(lines[0].Split(','), header)];
    }
}
