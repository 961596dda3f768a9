using System.Data.Common;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Storage.Access;

/// <summary>Sealing and reading the audit trail. Sealing writes no audit line itself: it would never come to an end.</summary>
public sealed class AuditTrail(DbSession session, TimeProvider time) : IAuditTrail
{
    private const string SealKey = "PK_audit_seal";

    private static readonly Table<SealRow> Seals = new("audit_seal", "seal_id");
    private static readonly Table<AuditRecord> Lines = new("audit_event", "audit_id");

    private static readonly Sql AnyUnsealed =
        Sql.Portable("SELECT audit_id FROM dbo.audit_event WHERE seal_id IS NULL ORDER BY audit_id {limit @one}");

    private static readonly Sql Last = Seals.Select("ORDER BY seal_id DESC {limit @one}");
    private static readonly Sql After = Seals.Select("WHERE seal_id > @after ORDER BY seal_id {limit @take}");
    private static readonly Sql Under = Lines.Select("WHERE seal_id = @sealId ORDER BY audit_id");

    // Lines of transactions that are still open are left for the next seal, never waited for.
    private static readonly Sql Claim = Sql.PerEngine(
        sqlite: "UPDATE audit_event SET seal_id = @sealId WHERE audit_id IN (SELECT audit_id FROM audit_event WHERE seal_id IS NULL ORDER BY audit_id LIMIT @most)",
        sqlServer: "UPDATE TOP (@most) a SET seal_id = @sealId FROM dbo.audit_event AS a WITH (ROWLOCK, READPAST) WHERE a.seal_id IS NULL",
        postgreSql: """
            UPDATE audit_event SET seal_id = @sealId WHERE audit_id IN
            (SELECT audit_id FROM audit_event WHERE seal_id IS NULL ORDER BY audit_id LIMIT @most FOR UPDATE SKIP LOCKED)
            """);

    private static readonly Sql Orphans = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.audit_event AS a
        WHERE a.seal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dbo.audit_seal AS s WHERE s.seal_id = a.seal_id)
        """);

    public async Task<int> SealAsync(int most, CancellationToken cancel)
    {
        if (await session.FirstOrDefaultAsync<long?>(AnyUnsealed, new { one = 1 }, cancel) is null)
            return 0;
        try
        {
            await session.BeginAsync(cancel);
            var count = await SealNextAsync(most, cancel);
            await session.CommitAsync(cancel);
            return count;
        }
        catch (DbException exception)
        {
            await session.AbandonAsync();
            if (await session.ViolatedKeyAsync(exception, cancel) is { } key
                && key.Equals(SealKey, StringComparison.OrdinalIgnoreCase))
                return 0; // another node made this seal
            throw;
        }
        catch
        {
            await session.AbandonAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<AuditSeal>> SealsAsync(long after, int take, CancellationToken cancel) =>
        [.. (await session.QueryAsync<SealRow>(After, new { after, take }, cancel)).Select(s => s.ToSeal())];

    public Task<IReadOnlyList<AuditRecord>> LinesAsync(long sealId, CancellationToken cancel) =>
        session.QueryAsync<AuditRecord>(Under, new { sealId }, cancel);

    public Task<int> OrphansAsync(CancellationToken cancel) => session.FirstOrDefaultAsync<int>(Orphans, null, cancel);

    // Two sealers would make the same seal twice: the key lets one of them through, the other rolls back.
    private async Task<int> SealNextAsync(int most, CancellationToken cancel)
    {
        var last = (await session.FirstOrDefaultAsync<SealRow>(Last, new { one = 1 }, cancel))?.ToSeal();
        var sealId = (last?.SealId ?? 0) + 1;
        await session.ExecuteAsync(Claim, new { sealId, most }, cancel);
        var lines = await LinesAsync(sealId, cancel);
        if (lines.Count == 0)
            return 0;
        await session.InsertAsync(Seals, SealRow.Of(AuditSeal.Over(last, Rounded(time.GetUtcNow()), lines)), cancel);
        return lines.Count;
    }

    private static DateTimeOffset Rounded(DateTimeOffset moment) =>
        new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMicrosecond), moment.Offset);

    private sealed record SealRow
    {
        public required long SealId { get; init; }
        public required DateTimeOffset SealedAt { get; init; }
        public required int LineCount { get; init; }
        public required string PreviousHash { get; init; }
        public required string Hash { get; init; }

        public static SealRow Of(AuditSeal seal) => new()
        {
            SealId = seal.SealId,
            SealedAt = seal.SealedAt,
            LineCount = seal.LineCount,
            PreviousHash = seal.PreviousHash,
            Hash = seal.Hash,
        };

        public AuditSeal ToSeal() => new(SealId, SealedAt, LineCount, PreviousHash, Hash);
    }
}
