using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

public sealed class OrganizationStore(DbSession session) : IOrganizationStore
{
    private static readonly Sql BureauCodes = Sql.Portable(
        "SELECT code FROM dbo.organization WHERE kind IN ('ministry', 'province', 'city', 'county') AND code IS NOT NULL");

    public async Task<IReadOnlyCollection<string>> BureauCodesAsync(CancellationToken cancel) =>
        await session.QueryAsync<string>(BureauCodes, null, cancel);

    public Task AddAsync(IReadOnlyList<OrganizationNode> bureaus, CancellationToken cancel) =>
        session.BulkInsertAsync(OrganizationTables.Organization, bureaus, cancel);
}
