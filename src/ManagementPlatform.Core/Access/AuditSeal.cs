using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ManagementPlatform.Core.Access;

/// <summary>A line of the audit trail as it is sealed: every column but the seal's own.</summary>
public sealed record AuditRecord
{
    public required long AuditId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public long? UserId { get; init; }
    public string? UserName { get; init; }
    public long? OrganizationId { get; init; }
    public string? RemoteAddress { get; init; }
    public required string Action { get; init; }
    public required string Entity { get; init; }
    public long? EntityId { get; init; }
    public long? StudentId { get; init; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public required string Result { get; init; }

    public string? Reason { get; init; }
    public string? Detail { get; init; }
}

/// <summary>
/// A seal over some lines of the audit trail and the seal before it (审计记录防篡改, GB/T 22239-2019 安全审计): a changed, missing or added
/// line, or a missing seal, shows when the chain is computed again. Seals are numbered from 1 without gaps.
/// </summary>
/// <param name="PreviousHash">Hash of the seal before; zeros for the first.</param>
/// <param name="Hash">SHA-256, hex.</param>
public sealed record AuditSeal(long SealId, DateTimeOffset SealedAt, int LineCount, string PreviousHash, string Hash)
{
    /// <summary>What the first seal follows.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>Seals lines on top of the last seal.</summary>
    public static AuditSeal Over(AuditSeal? last, DateTimeOffset sealedAt, IReadOnlyCollection<AuditRecord> lines)
    {
        var (id, previous) = last is null ? (1, Beginning) : (last.SealId + 1, last.Hash);
        return new(id, sealedAt, lines.Count, previous, HashOf(id, sealedAt, previous, lines));
    }

    /// <summary>Whether these are the lines, all of them and unchanged.</summary>
    public bool Covers(IReadOnlyCollection<AuditRecord> lines) =>
        lines.Count == LineCount && HashOf(SealId, SealedAt, PreviousHash, lines) == Hash;

    private static string HashOf(long id, DateTimeOffset sealedAt, string previous, IEnumerable<AuditRecord> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{previous}\n{Text(id)}\n{Text(sealedAt)}\n"));
        foreach (var line in lines.OrderBy(l => l.AuditId))
            hash.AppendData(Encoding.UTF8.GetBytes(Canonical(line)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// The line as text that no other line has: each field with its length before it, so that nothing can be moved from one to
    /// the next.
    /// </summary>
    private static string Canonical(AuditRecord line)
    {
        string?[] fields =
        [
            Text(line.AuditId),
            Text(line.OccurredAt),
            Text(line.UserId),
            line.UserName,
            Text(line.OrganizationId),
            line.RemoteAddress,
            line.Action,
            line.Entity,
            Text(line.EntityId),
            Text(line.StudentId),
            line.Result,
            line.Reason,
            line.Detail,
        ];
        return string.Concat(
            fields.Select(f => f is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{f.Length}:{f};"))) + "\n";
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    // The precision that every engine keeps.
    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
