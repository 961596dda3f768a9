using System.Globalization;
using CsvHelper;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Reference;

/// <summary>Reads the folder <c>etl/reference</c>; its README says what the columns mean.</summary>
public static class ReferenceFiles
{
    private const string NationCode = "000000";

    private static readonly CsvReaderOptions Strict =
        new() { FieldCountMismatch = CsvFieldCountHandling.Throw, TrackLineNumbers = true };

    // A rule without a first day has always held, as far as the registry looks back.
    private static readonly DateOnly Always = new(1949, 10, 1);

    /// <summary>The folder as it lies beside every program that uses this project.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "etl", "reference");

    /// <summary>The files as they came with the program.</summary>
    public static Task<ReferenceSet> ReadAsync(CancellationToken cancel) => ReadAsync(Folder, cancel);

    /// <exception cref="RefusalException">
    /// A file is missing, has other columns or a cell that cannot be read; says which and where.
    /// </exception>
    public static async Task<ReferenceSet> ReadAsync(string folder, CancellationToken cancel)
    {
        var tables = await RowsAsync(folder, "code-tables.csv", CodeTable, cancel);
        var items = new List<CodeItem>();
        foreach (var table in tables)
            items.AddRange(await RowsAsync(folder, Path.Combine("codes", table.TableName + ".csv"), row => Item(table.TableName, row), cancel));
        return new ReferenceSet(
            tables,
            items,
            [Nation, .. await RowsAsync(folder, "regions.csv", Region, cancel)],
            await RowsAsync(folder, "calendar.csv", Day, cancel),
            await RowsAsync(folder, "province-rules.csv", Rule, cancel));
    }

    private static Region Nation => new()
    {
        RegionCode = NationCode,
        Name = "全国",
        Level = "nation",
        Kind = RegionKind.Gb,
        IsCountyAuthority = false,
        HasCenter = true,
    };

    private static CodeTableRow CodeTable(CsvReader row) => new()
    {
        TableName = row.GetString("table_name"),
        Title = row.GetString("title"),
        Standard = row.GetString("standard"),
        Note = Optional(row, "note"),
    };

    private static CodeItem Item(string table, CsvReader row) => new()
    {
        TableName = table,
        Code = row.GetString("code"),
        Name = row.GetString("name"),
        Sort = row.Parse<int>("sort"),
        ParentCode = Optional(row, "parent_code"),
        ValidFrom = Date(row, "valid_from"),
        ValidTo = Date(row, "valid_to"),
        SuccessorCode = Optional(row, "successor_code"),
        OutwardCode = Optional(row, "outward_code"),
    };

    private static Region Region(CsvReader row) => new()
    {
        RegionCode = row.GetString("code"),
        Name = row.GetString("name"),
        Level = row.GetString("level"),
        ParentCode = Optional(row, "parent_code") ?? NationCode,
        Kind = row.GetString("kind"),
        IsCountyAuthority = Flag(row, "is_county_authority"),
        HasCenter = Flag(row, "has_center"),
        ValidFrom = Date(row, "valid_from"),
        ValidTo = Date(row, "valid_to"),
        SuccessorCode = Optional(row, "successor_code"),
    };

    private static CalendarDay Day(CsvReader row) => new()
    {
        Day = Date(row, "day") ?? throw new FormatException("day is empty"),
        IsWorking = Flag(row, "is_working"),
        Name = Optional(row, "name"),
        Provisional = Flag(row, "provisional"),
    };

    private static ProvinceRule Rule(CsvReader row) => new()
    {
        ProvinceCode = row.GetString("province_code"),
        RuleName = row.GetString("rule"),
        ValidFrom = Date(row, "valid_from") ?? Always,
        ValidTo = Date(row, "valid_to"),
        Value = row.GetString("value"),
        Source = Optional(row, "source"),
    };

    private static async Task<List<T>> RowsAsync<T>(string folder, string name, Func<CsvReader, T> row, CancellationToken cancel)
    {
        try
        {
            await using var reader = CsvReader.FromFile(Path.Combine(folder, name), Strict);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel))
                rows.Add(Mapped(reader, row));
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CsvFormatException or FormatException)
        {
            throw Refused.Invalid("reference_file", $"参考数据文件 {name} 无法读取：{e.Message}");
        }
    }

    private static T Mapped<T>(CsvReader reader, Func<CsvReader, T> row)
    {
        try
        {
            return row(reader);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException)
        {
            throw new FormatException($"line {reader.LineNumber}: {e.Message}", e);
        }
    }

    private static string? Optional(CsvReader row, string column) => row.GetString(column) is { Length: > 0 } text ? text : null;

    private static bool Flag(CsvReader row, string column) => row.GetString(column) switch
    {
        "1" => true,
        "0" => false,
        _ => throw new FormatException($"{column}: 0 or 1 expected"),
    };

    private static DateOnly? Date(CsvReader row, string column) => Optional(row, column) is { } text
        ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;
}
