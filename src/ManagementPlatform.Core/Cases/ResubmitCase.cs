using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>What is completed; null leaves a thing as it is.</summary>
/// <param name="Content">The kind's own record, as JSON.</param>
public sealed record Completion(int Version, string? Explanation = null, string? ProofHash = null, string? Content = null);

/// <summary>补正后重新提交: a case that came back goes on at the node that sent it back.</summary>
public sealed class ResubmitCase(ICaseStore store, CaseDesk desk, IUnitOfWork work)
{
    /// <exception cref="RefusalException">
    /// Not a party, not the submitting organization, not sent back, or another version.
    /// </exception>
    public Task<CaseProgress> HandleAsync(long caseId, Completion completion, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, "case.resubmit", c => ResubmitAsync(caseId, completion, caller, c), cancel);
    }

    private async Task<CaseProgress> ResubmitAsync(long caseId, Completion completion, Caller caller, CancellationToken cancel)
    {
        var running = await RunningCase.FindAsync(store, caseId, caller, cancel);
        var (file, steps, decisions, progress, open) = running;
        if (!CaseActions.ActsForSubmitter(running, caller))
            throw Refused.Forbidden("not_your_case", "只有提交单位可以补正。");
        if (progress.State != CaseProgress.Returned)
            throw Refused.Conflict("not_returned", "该业务不在退回补正状态。");
        running.DemandVersion(completion.Version);
        await DemandAsync(completion, cancel);
        await store.LeaveAsync(open, cancel);
        var content = completion.Content is { } text ? await desk.KindOf(file).CorrectAsync(file, text, cancel) : null;
        var corrected = file with
        {
            Explanation = completion.Explanation ?? file.Explanation,
            ProofHash = completion.ProofHash ?? file.ProofHash,
            Content = content ?? file.Content,
            Round = file.Round + 1,
        };
        await store.UpdateAsync(corrected, cancel);
        corrected = corrected with { RowVersion = file.RowVersion + 1 };
        var happened = await desk.EventAsync(
            corrected, progress.Step!, CaseDesk.Resubmitted, caller.OrganizationId, corrected.Explanation, cancel);
        await store.AddAsync(happened, cancel);
        work.Changed(Entity.Case, caseId, progress.Version + 1);
        work.Audited(
            new AuditLine(Entity.Case, caseId, file.StudentId, completion.Explanation, new { file.Kind, corrected.Round }));
        return await desk.GoOnAsync(corrected, steps, decisions, cancel);
    }

    private async Task DemandAsync(Completion completion, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (completion.Explanation?.Length > CaseFile.LongestExplanation)
            problems.Add(CaseFile.ExplanationTooLong);
        if (completion.ProofHash is { } hash && !await store.HasProofAsync(hash, cancel))
            problems.Add(CaseFile.ProofUnknown);
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
    }
}
