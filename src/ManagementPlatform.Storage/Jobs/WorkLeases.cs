using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Storage.Jobs;

/// <summary>A lease that is held.</summary>
/// <param name="Fence">Higher than that of everybody who held it before.</param>
/// <param name="Length">How long it lasts from its last renewal.</param>
public sealed record WorkLease(string Name, long Fence, TimeSpan Length);

/// <summary>
/// 租约: which node does a piece of work. Whoever holds it renews it; when he does not, another one takes it with a higher fencing
/// number. A holder that slept meanwhile finds his number gone in the transaction in which he wants to book something.
/// </summary>
public sealed class WorkLeases(DbSession session, TimeProvider time)
{
    private static readonly Table<LeaseRow> Leases = new("work_lease", "name");

    // One that ends further away than a lease can last was written under a clock that has been put right since.
    private static readonly Sql Take = Sql.Portable(
        """
        UPDATE dbo.work_lease SET owner = @owner, fence = fence + 1, lease_until = @until, taken_at = @now
        WHERE name = @name AND (lease_until <= @now OR lease_until > @farthest)
        """);

    private static readonly Sql Find = Leases.Select("WHERE name = @name");

    private static readonly Sql All = Leases.Select("ORDER BY name");

    private static readonly Sql Renew = Sql.Portable(
        "UPDATE dbo.work_lease SET lease_until = @until WHERE name = @name AND fence = @fence");

    /// <returns>Null when somebody else holds it.</returns>
    public async Task<WorkLease?> TakeAsync(string name, string owner, TimeSpan length, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var values = new { name = Ansi.Code(name), owner, now, until = now + length, farthest = now + (2 * length) };
        if (await session.FirstOrDefaultAsync<LeaseRow>(Find, values, cancel) is null)
            await AddAsync(name, owner, now, cancel);
        return await session.InTransactionAsync(
            async () => await session.ExecuteAsync(Take, values, cancel) == 1
                ? new WorkLease(name, (await session.FirstOrDefaultAsync<LeaseRow>(Find, values, cancel))!.Fence, length)
                : null,
            cancel);
    }

    /// <returns>False when it is lost.</returns>
    public Task<bool> RenewAsync(WorkLease lease, CancellationToken cancel) =>
        EndAtAsync(lease, time.GetUtcNow() + lease.Length, cancel);

    public Task ReleaseAsync(WorkLease lease, CancellationToken cancel) => EndAtAsync(lease, time.GetUtcNow(), cancel);

    /// <summary>The lease that this session works under; null when it works under none.</summary>
    public WorkLease? Held { get; private set; }

    /// <summary>
    /// From here on every transaction of this session begins by making sure of the lease, and holds it until it ends.
    /// </summary>
    public void Guard(WorkLease lease)
    {
        Held = lease;
        session.Guard = async cancel =>
        {
            if (!await HoldAsync(lease, time.GetUtcNow() + lease.Length, cancel))
                throw new LeaseLostException(lease.Name);
        };
    }

    /// <summary>Every piece of work that was ever done under a lease, and when its last run began.</summary>
    public Task<IReadOnlyList<LeaseRow>> ListAsync(CancellationToken cancel) => session.QueryAsync<LeaseRow>(All, null, cancel);

    private Task<bool> EndAtAsync(WorkLease lease, DateTimeOffset until, CancellationToken cancel) =>
        session.InTransactionAsync(() => HoldAsync(lease, until, cancel), cancel);

    private async Task<bool> HoldAsync(WorkLease lease, DateTimeOffset until, CancellationToken cancel) =>
        await session.ExecuteAsync(Renew, new { name = Ansi.Code(lease.Name), fence = lease.Fence, until }, cancel) == 1;

    // Of two nodes that add the first row at once one meets its key: then it is there.
    private async Task AddAsync(string name, string owner, DateTimeOffset now, CancellationToken cancel)
    {
        var row = new LeaseRow { Name = name, Owner = owner, Fence = 0, LeaseUntil = now, TakenAt = now };
        await session.InTransactionAsync(() => session.TryAsync(() => session.InsertAsync(Leases, row, cancel), cancel), cancel);
    }
}

/// <summary>A lease as it stands in the database.</summary>
public sealed record LeaseRow
{
    public required string Name { get; init; }
    public required string Owner { get; init; }
    public required long Fence { get; init; }
    public required DateTimeOffset LeaseUntil { get; init; }
    public required DateTimeOffset TakenAt { get; init; }
}
