namespace ManagementPlatform.Core.Access;

/// <summary>The audit trail as sealing and verifying need it.</summary>
public interface IAuditTrail
{
    /// <summary>Takes up to <paramref name="most"/> lines that no seal covers and seals them, in one transaction.</summary>
    /// <returns>How many; 0 when there were none.</returns>
    Task<int> SealAsync(int most, CancellationToken cancel);

    /// <summary>Seals after one, in order.</summary>
    Task<IReadOnlyList<AuditSeal>> SealsAsync(long after, int take, CancellationToken cancel);

    /// <summary>The lines that bear the seal's number, by id.</summary>
    Task<IReadOnlyList<AuditRecord>> LinesAsync(long sealId, CancellationToken cancel);

    /// <summary>How many lines bear the number of a seal that does not exist.</summary>
    Task<int> OrphansAsync(CancellationToken cancel);
}
