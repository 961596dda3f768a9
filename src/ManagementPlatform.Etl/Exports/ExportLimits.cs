namespace ManagementPlatform.Etl.Exports;

/// <summary>How much a center lets out at once (<c>Exports:Rows</c>); docs/rules.md §7.5 asks for a cap.</summary>
public sealed record ExportLimits
{
    public int Rows { get; init; } = 1_000_000;
}
