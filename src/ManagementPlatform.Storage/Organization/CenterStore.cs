using System.Data.Common;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Organization;

public sealed class CenterStore(DbSession session) : ICenterStore
{
    private static readonly Sql Current = OrganizationTables.Center.Select("ORDER BY center_code");

    public async Task<CenterRow> ClaimAsync(CenterRow center, long firstKey, CancellationToken cancel)
    {
        if (await session.FirstOrDefaultAsync<CenterRow>(Current, null, cancel) is { } existing)
            return existing;
        try
        {
            // The allocator's row is the same for all centers: of two that start at once, one finds it taken.
            await session.BeginAsync(cancel);
            await session.InsertAsync(
                OrganizationTables.IdAllocator,
                new IdAllocatorRow { Name = Identifiers.Allocator, NextValue = firstKey }, cancel);
            await session.InsertAsync(OrganizationTables.Center, center, cancel);
            await session.CommitAsync(cancel);
            return center;
        }
        catch (DbException exception)
        {
            await session.AbandonAsync();
            if (await session.ViolatedKeyAsync(exception, cancel) is null)
                throw;
            return await session.FirstOrDefaultAsync<CenterRow>(Current, null, cancel)
                ?? throw new InvalidOperationException(
                    "The database numbers keys but is no center: it was not made by mp init.", exception);
        }
    }
}
