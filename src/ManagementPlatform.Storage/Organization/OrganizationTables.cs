using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

internal static class OrganizationTables
{
    public static readonly Table<CenterRow> Center = new("center", "center_code");
    public static readonly Table<IdAllocatorRow> IdAllocator = new("id_allocator", "name");
    public static readonly Table<OrganizationNode> Organization = new("organization", "organization_id");
}

internal sealed record IdAllocatorRow
{
    public required string Name { get; init; }
    public required long NextValue { get; init; }
}
