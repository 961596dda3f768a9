using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Storage.Replication.Catalogue;

/// <summary>Bureaus, schools and what belongs to a school: each with a root row that names its home.</summary>
internal static class ReplicatedOrganization
{
    private const string OrganizationId = "organization_id", SchoolId = "school_id", ClassId = "class_id";

    public static readonly ReplicatedEntity Organization = Rooted(
        Entity.Organization, "organization", OrganizationId, goesDown: true, "kind <> 'school'",
        new ReplicatedTable(
            OrganizationTables.Organization, OrganizationId, Merge.Overwrite, null,
            new ParentColumn("parent_id", Entity.Organization))
        {
            OwnParent = OrganizationTables.Organization.Columns.Select((c, i) => (c.Name, i))
                .Single(c => c.Name == "parent_id").i,
        });

    public static readonly ReplicatedEntity School = Rooted(
        Entity.School, "organization", OrganizationId, goesDown: true, "kind = 'school'",
        new ReplicatedTable(
            OrganizationTables.Organization, OrganizationId, Merge.Overwrite, null,
            new ParentColumn("parent_id", Entity.Organization)),
        new ReplicatedTable(
            OrganizationTables.School, SchoolId, Merge.Overwrite, null, new ParentColumn("supervising_id", Entity.Organization),
            new ParentColumn("county_id", Entity.Organization), new ParentColumn("province_id", Entity.Organization)) { IsReferred = true },
        new ReplicatedTable(OrganizationTables.SchoolScope, SchoolId, Merge.Replace, null),
        new ReplicatedTable(OrganizationTables.SchoolCode, SchoolId, Merge.Replace, null),
        new ReplicatedTable(OrganizationTables.SchoolEvent, SchoolId, Merge.Replace, null));

    public static readonly ReplicatedEntity SubUnit = Rooted(
        Entity.SubUnit, "sub_unit", "sub_unit_id", goesDown: true, null,
        new ReplicatedTable(OrganizationTables.SubUnit, "sub_unit_id", Merge.Overwrite, null, OfSchool));

    public static readonly ReplicatedEntity Staff = Rooted(
        Entity.Staff, "staff", "staff_id", goesDown: false, null,
        new ReplicatedTable(OrganizationTables.Staff, "staff_id", Merge.Overwrite, null, OfSchool)
        {
            Park = Sql.Portable("UPDATE dbo.staff SET staff_number = CAST(staff_id AS varchar(20)) WHERE staff_id IN {ids @ids}"),
        });

    public static readonly ReplicatedEntity SchoolClass = Rooted(
        Entity.SchoolClass, "school_class", ClassId, goesDown: false, null,
        new ReplicatedTable(
            OrganizationTables.SchoolClass, ClassId, Merge.Overwrite, null, OfSchool,
            new ParentColumn("sub_unit_id", Entity.SubUnit))
        {
            Park = Sql.Portable(
                "UPDATE dbo.school_class SET class_number = CAST(0 - class_id % 1000000000 AS int) WHERE class_id IN {ids @ids}"),
        });

    public static readonly ReplicatedEntity SchoolCondition = new(
        Entity.SchoolCondition,
        """
        SELECT c.school_id AS id, SUM(c.row_version) AS version, MAX(c.home_center) AS home FROM dbo.school_condition AS c
        WHERE c.school_id IN {ids @ids} GROUP BY c.school_id
        """,
        """
        SELECT DISTINCT c.school_id FROM dbo.school_condition AS c WHERE c.school_id > @after AND c.school_id <= @to AND c.home_center = @home
        ORDER BY c.school_id {limit @count}
        """,
        nextOfOthers: null,
        goesDown: false,
        new ReplicatedTable(OrganizationTables.SchoolCondition, SchoolId, Merge.Overwrite, null, OfSchool));

    private static ParentColumn OfSchool => new(SchoolId, Entity.School);

    private static ReplicatedEntity Rooted(
        Entity entity, string root, string key, bool goesDown, string? filter, params ReplicatedTable[] tables)
    {
        var only = filter is null ? "" : $" AND r.{filter}";
        var range = $"SELECT r.{key} FROM dbo.{root} AS r WHERE r.{key} > @after AND r.{key} <= @to";
        var order = $"{only} ORDER BY r.{key} {{limit @count}}";
        return new(
            entity,
            $"SELECT r.{key} AS id, r.row_version AS version, r.home_center AS home FROM dbo.{root} AS r WHERE r.{key} IN {{ids @ids}}",
            $"{range} AND r.home_center = @home{order}",
            goesDown ? $"{range} AND r.home_center <> @home{order}" : null,
            goesDown,
            tables) { Owned = ReplicatedEntity.OwnedOf(root, key, only) };
    }
}
