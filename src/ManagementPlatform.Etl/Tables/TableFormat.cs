namespace ManagementPlatform.Etl.Tables;

/// <summary>The two forms in which tables go out.</summary>
public enum TableFormat
{
    Csv,
    Xlsx,
}

public static class TableFormats
{
    public static string Extension(this TableFormat format) => format == TableFormat.Csv ? ".csv" : ".xlsx";

    public static string MediaType(this TableFormat format) => format == TableFormat.Csv
        ? "text/csv; charset=utf-8"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The format of a name (<c>csv</c>, <c>xlsx</c>) or a file's extension; null for another.</summary>
    public static TableFormat? Find(string? name) => name?.TrimStart('.').ToLowerInvariant() switch
    {
        "csv" => TableFormat.Csv,
        "xlsx" => TableFormat.Xlsx,
        _ => null,
    };
}
