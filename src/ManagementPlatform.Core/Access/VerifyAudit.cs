namespace ManagementPlatform.Core.Access;

/// <param name="Seals">Seals that were checked.</param>
/// <param name="Lines">Lines under them.</param>
/// <param name="LastHash">Of the last seal: note it outside the center, and a cut-off end shows as well.</param>
public sealed record AuditVerification(long Seals, long Lines, string LastHash, IReadOnlyList<AuditFault> Faults);

/// <summary>Something in the audit trail that is not as it was sealed.</summary>
/// <param name="SealId">The seal under which it lies.</param>
/// <param name="Code">
/// <c>changed</c>, <c>missing</c>, <c>added</c>, <c>broken_chain</c>, <c>backdated</c>, <c>orphans</c>.
/// </param>
public sealed record AuditFault(long SealId, string Code, string Message);

/// <summary>Computes every seal of the audit trail again (<c>mp audit verify</c>).</summary>
public sealed class VerifyAudit(IAuditTrail trail)
{
    private const int Batch = 500;
    private const int MostFaults = 1000;

    // A line is stamped just before its transaction commits; one that turns up much later was not written by the center.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <param name="progress">Seals checked so far.</param>
    public async Task<AuditVerification> HandleAsync(IProgress<long>? progress, CancellationToken cancel)
    {
        var faults = new List<AuditFault>();
        AuditSeal? last = null;
        long seals = 0, lines = 0;
        for (IReadOnlyList<AuditSeal> batch; (batch = await trail.SealsAsync(last?.SealId ?? 0, Batch, cancel)).Count > 0;)
        {
            foreach (var seal in batch)
            {
                var covered = await trail.LinesAsync(seal.SealId, cancel);
                if (faults.Count < MostFaults)
                    faults.AddRange(Check(seal, last, covered));
                (last, seals, lines) = (seal, seals + 1, lines + covered.Count);
            }

            progress?.Report(seals);
        }

        var orphans = await trail.OrphansAsync(cancel);
        if (orphans > 0)
            faults.Add(new(last?.SealId ?? 0, "orphans", $"有 {orphans} 条记录所属的封存不存在：封存被删除，或记录是伪造的。"));
        return new(seals, lines, last?.Hash ?? AuditSeal.Beginning, faults);
    }

    private static IEnumerable<AuditFault> Check(AuditSeal seal, AuditSeal? last, IReadOnlyList<AuditRecord> lines)
    {
        if (seal.SealId != (last?.SealId ?? 0) + 1 || seal.PreviousHash != (last?.Hash ?? AuditSeal.Beginning))
            yield return new(seal.SealId, "broken_chain", $"第 {seal.SealId} 次封存与前一次不相接：前面的封存被删除或改动。");
        if (lines.Count < seal.LineCount)
            yield return new(
                seal.SealId, "missing",
                $"第 {seal.SealId} 次封存（{Shown(seal)}）应有 {seal.LineCount} 条记录，缺少 {seal.LineCount - lines.Count} 条。");
        else if (lines.Count > seal.LineCount)
            yield return new(
                seal.SealId, "added",
                $"第 {seal.SealId} 次封存（{Shown(seal)}）应有 {seal.LineCount} 条记录，多出 {lines.Count - seal.LineCount} 条。");
        else if (!seal.Covers(lines))
            yield return new(seal.SealId, "changed", $"第 {seal.SealId} 次封存（{Shown(seal)}）的记录或封存被改动。");
        if (last is not null && lines.Any(line => line.OccurredAt < last.SealedAt - Tolerance))
            yield return new(seal.SealId, "backdated", $"第 {seal.SealId} 次封存中有补记的旧时间记录，可能是事后插入。");
    }

    private static string Shown(AuditSeal seal) =>
        BeijingTime.Shown(seal.SealedAt).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
}
