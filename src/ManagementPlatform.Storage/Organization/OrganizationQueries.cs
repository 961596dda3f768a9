using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Finds organizations by the code people know: a bureau's division code, a school's 学校标识码.</summary>
public sealed class OrganizationQueries(DbSession session)
{
    private static readonly Sql FindByCode = Sql.Portable("SELECT o.organization_id, o.kind FROM dbo.organization AS o WHERE o.code = @code");

    /// <returns>Key and tier; null when no organization has the code.</returns>
    public async Task<(long OrganizationId, Tier Tier)?> FindByCodeAsync(string code, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<(long Id, string Kind)?>(FindByCode, new { code = Ansi.Code(code) }, cancel) is { } found
            ? (found.Id, OrganizationNode.TierOf(found.Kind))
            : null;
}
