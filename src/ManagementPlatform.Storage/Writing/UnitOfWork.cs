using System.Data.Common;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Writing;

/// <summary>One write over the session's connection; see <see cref="IUnitOfWork"/>.</summary>
public sealed class UnitOfWork(
    DbSession session, Identifiers identifiers, ScopedIdentifiers own, RequestMark mark, HomeWriters homes,
    TimeProvider time) : IUnitOfWork, IBulkWriting
{
    private const int Attempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly List<ChangeLogRow> _changes = [];
    private readonly List<AuditLine> _audit = [];
    private (Caller Caller, string Action)? _current;
    private bool _isAudited;

    public async Task<T> CommitAsync<T>(
        Caller caller, string action, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryOnceAsync(caller, action, work, cancel);
            }
            catch (RefusalException refusal)
            {
                await session.AbandonAsync();
                await RecordRefusalAsync(caller, action, refusal, cancel);
                throw;
            }
            catch (DbException exception)
            {
                await session.AbandonAsync();
                if (session.Database.Dialect.IsTransient(exception))
                {
                    if (attempt < Attempts && time.GetElapsedTime(started) < Patience)
                        continue;
                    throw new CenterBusyException();
                }

                if (session.Database.Dialect.IsUnavailable(exception))
                    throw;
                var key = await session.ViolatedKeyAsync(exception, cancel);
                if (key is not null && KeyConflicts.IsGenerated(key) && attempt < Attempts)
                    continue;
                if (key is null)
                    throw;
                mark.Violated(key);
                var refusal = KeyConflicts.Refusal(key);
                await RecordRefusalAsync(caller, action, refusal, cancel);
                throw refusal;
            }
            catch
            {
                await session.AbandonAsync();
                throw;
            }
        }
    }

    public void Changed(Entity entity, long entityId, int version, ChangeOperation operation = ChangeOperation.Upsert) =>
        _changes.Add(Change(own.Next(), entity, entityId, version, operation));

    public Task<long> ReserveKeysAsync(int count, CancellationToken cancel) => identifiers.ReserveAsync(count, session, cancel);

    public async Task BeginBatchAsync(int keys, CancellationToken cancel)
    {
        if (keys > 0)
            own.LayIn(await ReserveKeysAsync(keys, cancel), keys);
        await WriteLinesAsync(cancel);
    }

    public async Task ChangedAsync(Entity entity, IReadOnlyCollection<(long Id, int Version)> changed, CancellationToken cancel)
    {
        var changeId = await ReserveKeysAsync(changed.Count, cancel);
        var lines = changed.Select(line => Change(changeId++, entity, line.Id, line.Version, ChangeOperation.Upsert)).ToList();
        await homes.DemandAsync(lines, cancel);
        await session.BulkInsertAsync(WritingTables.ChangeLog, lines, cancel);
    }

    public void Audited(AuditLine line)
    {
        _audit.Add(line);
        _isAudited = true;
    }

    private async Task<T> TryOnceAsync<T>(
        Caller caller, string action, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        _changes.Clear();
        _audit.Clear();
        _isAudited = false;
        _current = (caller, action);
        own.LayIn(0, 0);
        await identifiers.PrepareAsync(cancel);
        await session.BeginAsync(cancel);
        if (mark.Open() is { } key)
            await session.InsertAsync(WritingTables.Idempotency, key, cancel);
        var result = await work(cancel);
        if (!_isAudited)
            throw new InvalidOperationException($"'{action}' wrote no audit line.");
        await WriteLinesAsync(cancel);
        await session.CommitAsync(cancel);
        mark.Stored();
        return result;
    }

    private async Task WriteLinesAsync(CancellationToken cancel)
    {
        var (caller, action) = _current!.Value;
        await homes.DemandAsync(_changes, cancel);
        foreach (var change in _changes)
            await session.InsertAsync(WritingTables.ChangeLog, change, cancel);
        foreach (var line in _audit)
            await session.InsertAsync(WritingTables.Audit, Row(caller, action, line, line.Failed ? "refused" : "done"), cancel);
        _changes.Clear();
        _audit.Clear();
    }

    private async Task RecordRefusalAsync(Caller caller, string action, RefusalException refusal, CancellationToken cancel)
    {
        await identifiers.PrepareAsync(cancel);
        own.LayIn(0, 0);
        await session.BeginAsync(cancel);
        var row = Row(caller, action, _audit.FirstOrDefault(), "refused") with { Reason = refusal.Code, Detail = null };
        await session.InsertAsync(WritingTables.Audit, row, cancel);
        await session.CommitAsync(cancel);
    }

    private ChangeLogRow Change(long changeId, Entity entity, long entityId, int version, ChangeOperation operation) => new()
    {
        ChangeId = changeId,
        Entity = EnumText.Of(entity),
        EntityId = entityId,
        EntityVersion = version,
        Operation = EnumText.Of(operation),
        LoggedAt = time.GetUtcNow(),
    };

    private AuditRow Row(Caller caller, string action, AuditLine? line, string result) => new()
    {
        AuditId = own.Next(),
        OccurredAt = time.GetUtcNow(),
        UserId = caller.UserId,
        UserName = caller.UserName,
        OrganizationId = caller.OrganizationId,
        RemoteAddress = caller.RemoteAddress,
        Action = action,
        Entity = line is null ? action.Split('.')[0] : EnumText.Of(line.Entity),
        EntityId = line?.EntityId,
        StudentId = line?.StudentId,
        Result = result,
        Reason = line?.Reason,
        Detail = AuditDetail.Text(line?.Detail),
        SealId = null,
    };
}
