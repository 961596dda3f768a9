namespace ManagementPlatform.Core.National;

/// <summary>A number or document of a pupil that another pupil holds at the nation.</summary>
/// <param name="IsDocument">Else it is a student number.</param>
/// <param name="ClaimantId">Whose record arrived with it.</param>
/// <param name="HolderId">Whose record had it before.</param>
public sealed record Contest(bool IsDocument, string Value, long ClaimantId, long HolderId);

/// <summary>What is contested at the nation.</summary>
public interface IContests
{
    /// <summary>
    /// Of what these pupils claim or hold: a claim that was given up is struck out, and what its holder has given up goes to who
    /// claims it.
    /// </summary>
    /// <returns>Pupils who stand otherwise now.</returns>
    Task<IReadOnlyCollection<long>> ResolveAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    /// <summary>What stands of these pupils, without documents of which papers prove that both are right.</summary>
    Task<IReadOnlyList<Contest>> OfAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);
}
