using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

/// <summary>What to list of the tree.</summary>
/// <param name="Kind">A tier in lower case; null for all.</param>
/// <param name="ParentId">Only what stands directly below it.</param>
/// <param name="RegionCode">Only what lies in this division, by its digits.</param>
/// <param name="Name">Part of the name.</param>
/// <param name="After">The last one of the page before; 0 for the first page.</param>
public sealed record OrganizationFilter(string? Kind, long? ParentId, string? RegionCode, string? Name, long After, int Limit);

/// <summary>Bureaus, which everybody may see, and schools in the caller's scope.</summary>
public sealed class OrganizationQueries(DbSession session)
{
    private const string Visible =
        """
        (o.kind <> 'school' OR EXISTS
            (SELECT 1 FROM dbo.school_scope AS scope WHERE scope.organization_id = @scope AND scope.school_id = o.organization_id))
        """;

    private static readonly Sql List = OrganizationTables.Organization.Select(
        $$"""
        AS o WHERE o.organization_id > @after AND {{Visible}}
          AND (@kind IS NULL OR o.kind = @kind) AND (@parentId IS NULL OR o.parent_id = @parentId)
          AND (@region IS NULL OR o.region_code LIKE @region) AND (@name IS NULL OR o.name LIKE @name ESCAPE '!')
        ORDER BY o.organization_id {limit @limit}
        """);

    private static readonly Sql Find = OrganizationTables.Organization.Select(
        $"AS o WHERE o.organization_id = @organizationId AND {Visible}");

    private static readonly Sql FindByCode = Sql.Portable(
        "SELECT o.organization_id, o.kind FROM dbo.organization AS o WHERE o.code = @code");

    public Task<IReadOnlyList<OrganizationNode>> ListAsync(OrganizationFilter filter, long scope, CancellationToken cancel) =>
        session.QueryAsync<OrganizationNode>(
            List,
            new
            {
                scope,
                after = filter.After,
                kind = Ansi.Code(filter.Kind),
                parentId = filter.ParentId,
                region = Ansi.Code(RegionPattern(filter.RegionCode)),
                name = LikeText.Containing(filter.Name),
                limit = filter.Limit,
            },
            cancel);

    public Task<OrganizationNode?> FindAsync(long organizationId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<OrganizationNode>(Find, new { organizationId, scope }, cancel);

    /// <summary>The operator's look-up, by a bureau's division code or a 学校标识码; not cut to a scope.</summary>
    /// <returns>Key and tier; null when no organization has the code.</returns>
    public async Task<(long OrganizationId, Tier Tier)?> FindByCodeAsync(string code, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<(long Id, string Kind)?>(
            FindByCode, new { code = Ansi.Code(code) }, cancel) is { } found
            ? (found.Id, OrganizationNode.TierOf(found.Kind))
            : null;

    // 510000 holds 51…, 510100 holds 5101…: pairs of zeros at the end stand for everything below.
    private static string? RegionPattern(string? code)
    {
        if (string.IsNullOrEmpty(code))
            return null;
        while (code.Length > 2 && code.EndsWith("00", StringComparison.Ordinal))
            code = code[..^2];
        return code == "00" ? "%" : code + "%";
    }
}
