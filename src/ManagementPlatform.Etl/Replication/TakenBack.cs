using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Etl.Replication;

/// <summary>One of this center's own batches, taken back from its receiver after a restore.</summary>
public sealed class TakenBack(
    BatchBooks books, CommitBundle commit, BundleFolder folder, ICenterKeys keys, ICurrentCenter center, Identifiers identifiers)
{
    public async Task HandleAsync(BundleFile own, CancellationToken cancel)
    {
        var here = await center.GetAsync(cancel);
        var file = folder.Keep(own);
        using var reader = await BundleReader.OpenAsync(file.Path, here.CenterCode, keys, cancel);
        await commit.HandleAsync(reader, "replication.take_back", isReplay: true, own.Manifest.CutAt, KeepBooksAsync, cancel);

        // The keys at hand were drawn before, and the lost time has handed out the same ones.
        await identifiers.RenewAsync(cancel);

        async Task KeepBooksAsync(BatchRow batch, CancellationToken c)
        {
            await books.TakenBackAsync(batch, c);
            await books.AdvanceKeysAsync(file.Manifest.NextKey, c);
        }
    }
}
