namespace ManagementPlatform.Core.Reference;

/// <summary>Everything that <c>etl/reference</c> holds and a center loads into its database.</summary>
public sealed record ReferenceSet(
    IReadOnlyList<CodeTableRow> CodeTables,
    IReadOnlyList<CodeItem> CodeItems,
    IReadOnlyList<Region> Regions,
    IReadOnlyList<CalendarDay> Calendar,
    IReadOnlyList<ProvinceRule> Rules)
{
    public static readonly ReferenceSet Empty = new([], [], [], [], []);
}
