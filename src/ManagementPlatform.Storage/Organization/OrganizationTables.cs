using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Storage.Organization;

internal static class OrganizationTables
{
    public static readonly Table<CenterRow> Center = new("center", "center_code");
    public static readonly Table<IdAllocatorRow> IdAllocator = new("id_allocator", "name");
    public static readonly Table<OrganizationNode> Organization = new("organization", "organization_id");
    public static readonly Table<SchoolCondition> SchoolCondition = new("school_condition", "school_id", "year");
}

internal sealed record IdAllocatorRow
{
    public required string Name { get; init; }
    public required long NextValue { get; init; }
}
