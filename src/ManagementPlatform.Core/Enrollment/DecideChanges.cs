using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>A change as an officer saw it in a list.</summary>
public sealed record ChangeReference(long StudentId, long ChangeId, int Version);

/// <summary>What became of one of many.</summary>
/// <param name="State">The change's state now; null when the decision was refused.</param>
/// <param name="Code">Of the refusal; null when it went through.</param>
public sealed record DecisionOutcome(long StudentId, long ChangeId, string? State, int? Version, string? Code, string? Message);

/// <summary>
/// 成批核办: the same decision for many changes, each a transaction of its own, so that one that has moved on holds nobody back.
/// </summary>
public sealed class DecideChanges(DecideChange decide)
{
    public const int Most = 200;

    public async Task<IReadOnlyList<DecisionOutcome>> HandleAsync(
        IReadOnlyList<ChangeReference> changes, bool approve, string? opinion, string? documentNumber,
        Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.DecideChanges);
        if (changes.Count is 0 or > Most)
            throw Refused.Invalid("batch_size", $"一次须核办1至{Most}项。", "changes");
        var outcomes = new List<DecisionOutcome>(changes.Count);
        foreach (var change in changes)
            outcomes.Add(
                await DecideAsync(change, new ChangeDecision(change.Version, approve, opinion, documentNumber), caller, cancel));
        return outcomes;
    }

    private async Task<DecisionOutcome> DecideAsync(
        ChangeReference change, ChangeDecision decision, Caller caller, CancellationToken cancel)
    {
        try
        {
            var decided = await decide.HandleAsync(change.StudentId, change.ChangeId, decision, caller, cancel);
            return new DecisionOutcome(change.StudentId, change.ChangeId, decided.State, decided.RowVersion, null, null);
        }
        catch (RefusalException refusal)
        {
            return new DecisionOutcome(change.StudentId, change.ChangeId, null, null, refusal.Code, refusal.Message);
        }
    }
}
