using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Storage.Organization;

internal static class OrganizationTables
{
    public static readonly Table<CenterRow> Center = new("center", "center_code");
    public static readonly Table<IdAllocatorRow> IdAllocator = new("id_allocator", "name");
    public static readonly Table<OrganizationNode> Organization = new("organization", "organization_id");
    public static readonly Table<School> School = new("school", "school_id");
    public static readonly Table<SchoolScopeRow> SchoolScope = new("school_scope", "organization_id", "school_id");
    public static readonly Table<SchoolCodeRecord> SchoolCode = new("school_code", "code");
    public static readonly Table<SchoolEvent> SchoolEvent = new("school_event", "school_id", "event_id");
    public static readonly Table<SubUnit> SubUnit = new("sub_unit", "sub_unit_id");
    public static readonly Table<StaffMember> Staff = new("staff", "staff_id");
    public static readonly Table<SchoolClass> SchoolClass = new("school_class", "class_id");
    public static readonly Table<SchoolCondition> SchoolCondition = new("school_condition", "school_id", "year");
}

internal sealed record IdAllocatorRow
{
    public required string Name { get; init; }
    public required long NextValue { get; init; }
}

/// <summary>An organization that sees a school.</summary>
internal sealed record SchoolScopeRow
{
    public required long OrganizationId { get; init; }
    public required long SchoolId { get; init; }
}
