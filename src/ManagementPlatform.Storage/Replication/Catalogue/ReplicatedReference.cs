using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Replication.Catalogue;

/// <summary>
/// Reference data: the nation's, which every province gets whole, and what a province has of its own beside it.
/// </summary>
internal static class ReplicatedReference
{
    public static readonly ReplicatedEntity CodeTable = Whole(
        Entity.CodeTable, "code_tables",
        new(ReferenceTables.CodeTable, null, Merge.Overwrite, null), new(ReferenceTables.CodeItem, null, Merge.Overwrite, null));

    public static readonly ReplicatedEntity Region = Whole(
        Entity.Region, "regions", new ReplicatedTable(ReferenceTables.Region, null, Merge.Overwrite, null));

    public static readonly ReplicatedEntity Calendar = Whole(
        Entity.Calendar, "calendar", new ReplicatedTable(ReferenceTables.CalendarDay, null, Merge.Overwrite, null));

    // A transfer has to satisfy the rules of both provinces (docs/rules.md §1.6), so each knows the others'.
    public static readonly ReplicatedEntity ProvinceRule = OfProvince(
        Entity.ProvinceRule, ReferenceTables.ProvinceRule, isForAll: true);

    public static readonly ReplicatedEntity ProvinceField = OfProvince(
        Entity.ProvinceField, StudentTables.ProvinceField, isForAll: false);

    // The version of a part of the reference data stands in a table of its own; it arrives with the rows.
    private static ReplicatedEntity Whole(Entity entity, string part, params ReplicatedTable[] tables) => new(
        entity,
        $"SELECT 0 AS id, v.row_version AS version, {ReplicatedEntity.OfNation} AS home FROM dbo.reference_version AS v WHERE v.part = '{part}'",
        next: null,
        nextOfOthers: null,
        goesDown: true,
        [.. tables, new ReplicatedTable(ReferenceTables.Version, null, Merge.Overwrite, $"part = '{part}'")]);

    // What a province has of its own in a table that all share, as a whole; the others are given it when it is for all, else the
    // nation's alone.
    private static ReplicatedEntity OfProvince(Entity entity, ITable table, bool isForAll)
    {
        var own = $"FROM dbo.province_version AS v WHERE v.entity = '{EnumText.Of(entity)}'";
        var range = $"SELECT v.province_id {own} AND v.province_id > @after AND v.province_id <= @to";
        var only = isForAll ? "" : $" AND v.home_center = {ReplicatedEntity.OfNation}";
        const string Order = "ORDER BY v.province_id {limit @count}";
        return new(
            entity,
            $"SELECT v.province_id AS id, v.row_version AS version, v.home_center AS home {own} AND v.province_id IN {{ids @ids}}",
            $"{range} AND v.home_center = @home {Order}",
            $"{range} AND v.home_center <> @home{only} {Order}",
            goesDown: true,
            new ReplicatedTable(table, "province_code", Merge.Replace, null),
            new ReplicatedTable(NationalTables.ProvinceVersion, "province_id", Merge.Overwrite, $"entity = '{EnumText.Of(entity)}'"));
    }
}
