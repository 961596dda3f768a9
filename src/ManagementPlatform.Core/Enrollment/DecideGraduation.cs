using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>One confirmation for a year.</summary>
/// <param name="SchoolId">Only this school's pupils; null: everybody who waits for the caller's organization.</param>
/// <param name="Opinion">Required when refusing.</param>
/// <param name="DocumentNumber">审批文号.</param>
public sealed record GraduationDecision(
    bool Approve, long? SchoolId = null, string? Opinion = null, string? DocumentNumber = null)
{
    /// <exception cref="RefusalException">A refusal without a reason.</exception>
    public void Demand()
    {
        if (!Approve && string.IsNullOrWhiteSpace(Opinion))
            throw Refused.Invalid("opinion_required", "核办不通过须说明理由。", "opinion");
    }
}

/// <summary>
/// 毕业成批核办: the school's leader, or the bureau for all its schools, decides every graduation that waits for it. Each is a
/// transaction of its own, so that one that has moved on holds nobody back; run again it takes up what is left.
/// </summary>
public sealed class DecideGraduation(IGraduationStore store, DecideChange decide)
{
    /// <param name="progress">Done and total pupils.</param>
    /// <exception cref="RefusalException">The caller may not, or refuses without a reason.</exception>
    public async Task<GraduationReport> HandleAsync(
        GraduationDecision decision, Caller caller, Action<int, int>? progress, CancellationToken cancel)
    {
        caller.Demand(Permission.DecideChanges);
        decision.Demand();
        var waiting = await store.WaitingAsync(caller.OrganizationId, decision.SchoolId, cancel);
        var refused = new List<GraduationRefusal>();
        for (var i = 0; i < waiting.Count; i++)
        {
            if (await DecideAsync(waiting[i], decision, caller, cancel) is { } refusal)
                refused.Add(refusal);
            progress?.Invoke(i + 1, waiting.Count);
        }

        return new GraduationReport(waiting.Count - refused.Count, refused);
    }

    private async Task<GraduationRefusal?> DecideAsync(
        WaitingGraduation waiting, GraduationDecision decision, Caller caller, CancellationToken cancel)
    {
        try
        {
            var one = new ChangeDecision(waiting.Version, decision.Approve, decision.Opinion, decision.DocumentNumber);
            await decide.HandleAsync(waiting.StudentId, waiting.ChangeId, one, caller, cancel);
            return null;
        }
        catch (RefusalException refusal)
        {
            return GraduationRefusal.Of(waiting.StudentId, waiting.Name, refusal);
        }
    }
}
