using System.Data.Common;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// A bundle and its place in the books in one unit of work: at once, or, when the schema refuses something in it, carefully.
/// </summary>
public sealed class CommitBundle(ApplyBundle apply, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <param name="firstHad">When it came here first; null for now.</param>
    /// <param name="keepBooks">Writes down what became of the batch, in the same unit of work.</param>
    internal async Task HandleAsync(
        BundleReader reader, string action, bool isReplay, DateTimeOffset? firstHad,
        Func<BatchRow, CancellationToken, Task> keepBooks, CancellationToken cancel)
    {
        try
        {
            await OnceAsync(isCareful: false);
        }
        catch (Exception failure) when (failure is DbException or RefusalException { Kind: RefusalKind.Conflict })
        {
            await OnceAsync(isCareful: true);
        }

        async Task OnceAsync(bool isCareful)
        {
            var here = await center.GetAsync(cancel);
            var from = reader.Bundle.Head.Channel.From;
            await work.CommitAsync(
                Caller.Center(here.RootOrganizationId, here.Tier),
                action,
                async c =>
                {
                    var now = time.GetUtcNow();
                    var firstAt = FirstAt(firstHad, reader.Bundle.Manifest.CutAt, now);
                    var applied = await apply.HandleAsync(
                        reader, new Arrival(here.CenterCode, from, isReplay, now, firstAt), isCareful, c);
                    await keepBooks(RowOf(reader.Bundle, applied, now), c);
                    work.Audited(LineOf(reader.Bundle, applied));
                    return 0;
                },
                cancel);
        }
    }

    // The sender says it beside the signature: nobody had a batch before it was cut, nor later than now.
    private static DateTimeOffset FirstAt(DateTimeOffset? said, DateTimeOffset cutAt, DateTimeOffset now) =>
        said is not { } had || had > now || cutAt > now ? now : had < cutAt ? cutAt : had;

    private static AuditLine LineOf(BundleFile bundle, IReadOnlyList<AppliedEntity> applied) => new(Entity.Batch, bundle.Head.Number, Detail: new
    {
        channel = bundle.Head.Channel.ToString(),
        applied = applied.Sum(e => e.Applied.Count),
        older = applied.Sum(e => e.Older.Count),
        setAside = applied.Sum(e => e.SetAside.Count),
    });

    private static BatchRow RowOf(BundleFile bundle, IReadOnlyList<AppliedEntity> applied, DateTimeOffset now) => new()
    {
        Channel = bundle.Head.Channel.ToString(),
        BatchNumber = bundle.Head.Number,
        Kind = bundle.Head.Kind,
        PreviousHash = bundle.Head.Previous,
        Hash = bundle.Head.Hash,
        Aggregates = applied.Sum(e => e.Applied.Count + e.Older.Count),
        RowCount = bundle.Manifest.Files.Sum(f => f.Rows),
        SizeBytes = new FileInfo(bundle.Path).Length,
        Quarantined = applied.Sum(e => e.SetAside.Count),
        CutAt = bundle.Manifest.CutAt,
        DoneAt = now,
        FileKept = true,
    };
}
