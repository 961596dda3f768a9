using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Storage.Reference;

/// <summary>
/// Keeps the snapshot in memory for the whole process. Once a minute it looks whether another node has loaded something since.
/// </summary>
public sealed class ReferenceData(Database database, TimeProvider time) : IReferenceData
{
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile Kept? _kept;

    public ValueTask<ReferenceSnapshot> GetAsync(CancellationToken cancel)
    {
        var kept = _kept;
        return kept is not null && time.GetUtcNow() - kept.CheckedAt < Trust ? new(kept.Snapshot) : new(CheckAsync(cancel));
    }

    public void Forget() => _kept = null;

    private async Task<ReferenceSnapshot> CheckAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            var kept = _kept;
            if (kept is not null && time.GetUtcNow() - kept.CheckedAt < Trust)
                return kept.Snapshot;
            kept = await ReadAsync(kept, cancel);
            _kept = kept;
            return kept.Snapshot;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Kept> ReadAsync(Kept? kept, CancellationToken cancel)
    {
        await using var session = new DbSession(database.Beside);
        var versions = string.Join(
            ',', (await session.QueryAsync<ReferenceVersion>(ReferenceTables.AllVersions, null, cancel)).Select(v => $"{v.Part} {v.RowVersion}"));
        var now = time.GetUtcNow();
        if (kept is not null && kept.Versions == versions)
            return kept with { CheckedAt = now };
        var set = await new ReferenceStore(session).ReadAsync(cancel);
        return new Kept(new ReferenceSnapshot(set, PinyinFiles.Shared), versions, now);
    }

    private sealed record Kept(ReferenceSnapshot Snapshot, string Versions, DateTimeOffset CheckedAt);
}
