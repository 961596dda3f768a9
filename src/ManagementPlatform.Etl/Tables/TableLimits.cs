namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// How large a table that comes from outside may be, so that no file, by mistake or on purpose, fills the memory.
/// </summary>
public sealed record TableLimits
{
    public static readonly TableLimits Default = new();

    public int Columns { get; init; } = 200;

    /// <summary>Data rows. Excel itself ends at 1,048,576.</summary>
    public int Rows { get; init; } = 2_000_000;

    /// <summary>Characters of one cell; the longest field of the registry has 2,000.</summary>
    public int CellLength { get; init; } = 4_000;

    /// <summary>Bytes of one CSV record. A quote that is never closed ends here and not at the end of the memory.</summary>
    public int RecordBytes { get; init; } = 1 << 20;

    /// <summary>
    /// Bytes of what a workbook keeps beside its sheets (shared texts, styles), unpacked: it is held in memory.
    /// </summary>
    public long WorkbookBytes { get; init; } = 256L << 20;
}
