using System.Globalization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Reference;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// The reference data of <c>etl/reference</c> in memory, for tests of rules and of stores that do not load them: codes, divisions
/// and the rules of provinces. The loader that a center uses has its own tests.
/// </summary>
public sealed class TestReference : IReferenceData
{
    private static readonly Lazy<ReferenceSnapshot> Shared = new(Read);

    public static ReferenceSnapshot Snapshot => Shared.Value;

    public ValueTask<ReferenceSnapshot> GetAsync(CancellationToken cancel) => new(Snapshot);

    public void Forget()
    {
    }

    private static ReferenceSnapshot Read()
    {
        var tables = Rows("code-tables.csv")
            .Select(cells => new CodeTableRow { TableName = cells[0], Title = cells[1], Standard = cells[2] }).ToList();
        var items = tables.SelectMany(
            table => Rows($"codes/{table.TableName}.csv").Select(cells => Item(table.TableName, cells))).ToList();
        var regions = Rows("regions.csv").Select(Region).ToList();
        return new ReferenceSnapshot(
            new ReferenceSet(tables, items, regions, Calendar(), [.. Rows("province-rules.csv").Select(Rule)]),
            PinyinFiles.Shared);
    }

    private static List<CalendarDay> Calendar() =>
        [.. Rows("calendar.csv").Select(cells => new CalendarDay
        {
            Day = Day(cells[0])!.Value,
            IsWorking = cells[1] == "1",
            Provisional = cells[3] == "1",
        })];

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Folder(), file)).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','));

    private static CodeItem Item(string table, string[] cells) => new()
    {
        TableName = table,
        Code = cells[0],
        Name = cells[1],
        Sort = int.Parse(cells[2], CultureInfo.InvariantCulture),
    };

    private static Region Region(string[] cells) => new()
    {
        RegionCode = cells[0],
        Name = cells[1],
        Level = cells[2],
        ParentCode = cells[3].Length == 0 ? null : cells[3],
        Kind = cells[4],
        IsCountyAuthority = cells[5] == "1",
        HasCenter = cells[6] == "1",
        ValidTo = Day(cells[8]),
    };

    private static ProvinceRule Rule(string[] cells) => new()
    {
        ProvinceCode = cells[0],
        RuleName = cells[1],
        Value = cells[2],
        ValidFrom = Day(cells[3]) ?? new DateOnly(1949, 10, 1),
        ValidTo = Day(cells[4]),
    };

    private static DateOnly? Day(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ManagementPlatform.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("The solution is not above the tests.");
        return Path.Combine(folder, "etl", "reference");
    }
}
