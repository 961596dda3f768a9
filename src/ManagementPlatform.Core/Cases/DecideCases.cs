using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Cases;

/// <summary>A case as an officer saw it in his inbox.</summary>
public sealed record CaseReference(long CaseId, int Version);

/// <summary>What became of one of many.</summary>
/// <param name="State">The case's state now; null when the decision was refused.</param>
/// <param name="Code">Of the refusal; null when it went through.</param>
public sealed record CaseOutcome(long CaseId, string? State, string? StateName, int? Version, string? Code, string? Message);

/// <summary>
/// 成批核办: the same verdict for many cases, each a transaction of its own, so that one that has moved on holds nobody back.
/// </summary>
public sealed class DecideCases(DecideCase decide)
{
    public const int Most = 200;

    /// <param name="answer">Its version is that of no case.</param>
    public async Task<IReadOnlyList<CaseOutcome>> HandleAsync(
        IReadOnlyList<CaseReference> cases, CaseAnswer answer, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.UseInbox);
        if (cases.Count is 0 or > Most)
            throw Refused.Invalid("batch_size", $"一次须核办1至{Most}项。", "cases");
        var outcomes = new List<CaseOutcome>(cases.Count);
        foreach (var one in cases)
            outcomes.Add(await DecideAsync(one.CaseId, answer with { Version = one.Version }, caller, cancel));
        return outcomes;
    }

    private async Task<CaseOutcome> DecideAsync(long caseId, CaseAnswer answer, Caller caller, CancellationToken cancel)
    {
        try
        {
            var progress = await decide.HandleAsync(caseId, answer, caller, cancel);
            return new CaseOutcome(caseId, progress.State, progress.Name, progress.Version, null, null);
        }
        catch (RefusalException refusal)
        {
            return new CaseOutcome(caseId, null, null, null, refusal.Code, refusal.Message);
        }
    }
}
