using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Reference;

public sealed class ReferenceStore(DbSession session) : IReferenceStore
{
    public async Task<ReferenceSet> ReadAsync(CancellationToken cancel) => new(
        await session.QueryAsync<CodeTableRow>(ReferenceTables.AllCodeTables, null, cancel),
        await session.QueryAsync<CodeItem>(ReferenceTables.AllCodeItems, null, cancel),
        await session.QueryAsync<Region>(ReferenceTables.AllRegions, null, cancel),
        await session.QueryAsync<CalendarDay>(ReferenceTables.AllCalendarDays, null, cancel),
        await session.QueryAsync<ProvinceRule>(ReferenceTables.AllProvinceRules, null, cancel));

    public async Task StoreAsync(ReferenceChanges changes, CancellationToken cancel)
    {
        var (added, updated) = changes;
        await StoreAsync(ReferenceTables.CodeTable, added.CodeTables, updated.CodeTables, cancel);
        await StoreAsync(ReferenceTables.CodeItem, added.CodeItems, updated.CodeItems, cancel);
        await StoreAsync(ReferenceTables.Region, added.Regions, updated.Regions, cancel);
        await StoreAsync(ReferenceTables.CalendarDay, added.Calendar, updated.Calendar, cancel);
        await StoreAsync(ReferenceTables.ProvinceRule, added.Rules, updated.Rules, cancel);
    }

    public async Task<int> VersionAsync(ReferencePart part, CancellationToken cancel) =>
        (await session.QueryAsync<ReferenceVersion>(ReferenceTables.AllVersions, null, cancel))
            .FirstOrDefault(row => row.Part == EnumText.Of(part))?.RowVersion ?? 0;

    public async Task<int> NextVersionAsync(ReferencePart part, CancellationToken cancel)
    {
        var name = EnumText.Of(part);
        var all = await session.QueryAsync<ReferenceVersion>(ReferenceTables.AllVersions, null, cancel);
        if (all.FirstOrDefault(row => row.Part == name) is { } version)
        {
            await session.UpdateAsync(ReferenceTables.Version, version, cancel);
            return version.RowVersion + 1;
        }

        await session.InsertAsync(ReferenceTables.Version, new ReferenceVersion { Part = name, RowVersion = 1 }, cancel);
        return 1;
    }

    private async Task StoreAsync<T>(Table<T> table, IReadOnlyList<T> added, IReadOnlyList<T> updated, CancellationToken cancel)
    {
        if (added.Count > 0)
            await session.BulkInsertAsync(table, added, cancel);
        foreach (var row in updated)
            await session.UpdateAsync(table, row, cancel);
    }
}
