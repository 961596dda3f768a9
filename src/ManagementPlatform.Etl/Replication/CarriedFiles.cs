using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// The files of a bundle (<c>files/HASH</c>): the archive of a pupil who is handed over, the proof of a case that parties
/// elsewhere decide. Whatever else refers to a file stays without its bytes in another center.
/// </summary>
public sealed class CarriedFiles(FileNeeds needs, IFileStore files)
{
    internal async Task WriteAsync(
        BundleWriter writer, IReadOnlyList<(string Entity, ArrivedAggregate Aggregate)> aggregates, CancellationToken cancel)
    {
        var pupils = Of(Entity.Student, a => a.Operation == ReplicatedOperation.HandOver);
        var cases = Of(Entity.Case, a => a.Operation != ReplicatedOperation.Delete);
        var hashes = (await needs.OfPupilsAsync(pupils, cancel)).Concat(await needs.OfCasesAsync(cases, cancel));
        foreach (var hash in hashes.Distinct().Where(files.Has))
        {
            await using var content = files.Open(hash);
            await writer.WriteFileAsync(hash, content, cancel);
        }

        List<long> Of(Entity entity, Func<ArrivedAggregate, bool> which) =>
            [.. aggregates.Where(a => a.Entity == ReplicaCatalogue.Of(entity).Name && which(a.Aggregate)).Select(a => a.Aggregate.Id)];
    }

    /// <summary>Before the rows: a file that nobody refers to does no harm.</summary>
    /// <exception cref="BundleException">A file is not what its name says.</exception>
    internal async Task KeepAsync(BundleReader reader, CancellationToken cancel)
    {
        foreach (var (hash, open) in reader.ArchiveFiles())
        {
            await using var content = open();
            if (!await files.KeepAsync(hash, content, cancel))
                throw new BundleException("bundle_damaged", "数据包中的文件与其散列值不符。");
        }
    }
}
