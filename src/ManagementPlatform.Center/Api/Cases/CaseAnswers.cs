using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Transfers;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>Shows a case to one of its parties, after reading it or acting on it.</summary>
public sealed class CaseAnswers(CaseQueries queries, IEnumerable<ICaseKind> kinds, IReferenceData reference, TimeProvider time)
{
    /// <exception cref="RefusalException">The caller's organization is no party of it.</exception>
    public async Task<Versioned<CaseContract>> ReadAsync(long caseId, Caller caller, CancellationToken cancel)
    {
        var contract = await ContractAsync(caseId, caller, cancel);
        return Answer.Versioned(contract, contract.Version);
    }

    public async Task<CaseContract> ContractAsync(long caseId, Caller caller, CancellationToken cancel)
    {
        var view = await queries.ReadAsync(caseId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("业务");
        if (!CaseActions.MaySee(caller, view.Open, view.Decisions))
            throw Refused.NotFound("业务");
        var (file, progress) = (view.File, view.Progress);
        var kind = kinds.Single(k => k.Code == file.Kind);
        var blockers = progress.HasEnded ? [] : await kind.BlockersAsync(file, cancel);
        return new CaseContract(
            file.CaseId, file.Kind, kind.Name, progress.State, progress.Name, PartyOf(view, view.Open?.OrganizationId),
            PartyOf(view, view.Open?.EscalatedTo), view.Open?.DueOn,
            await DaysLeftAsync(view.Open, cancel), CasePupilContract.Of(view.Pupil), PartyOf(view, file.OrganizationId)!,
            PartyOf(view, file.FromSchoolId)!, PartyOf(view, file.ToSchoolId), file.ReasonCode, file.Explanation,
            view.Proofs, kind.Show(file.Content), file.SubmittedAt, progress.Version,
            view.Running is { } running ? CaseActions.Of(running, caller) : [], blockers,
            [.. view.Steps.Select(step => StepOf(view, step))], view.History, CaseTimeline.Of(view));
    }

    /// <summary>A case that was just submitted, with the code that its guardian gets.</summary>
    public async Task<Created<SubmittedCaseContract>> SubmittedAsync(
        SubmittedCase submitted, Caller caller, CancellationToken cancel)
    {
        var contract = await ContractAsync(submitted.File.CaseId, caller, cancel);
        return Answer.Created(
            $"/cases/{submitted.File.CaseId}", new SubmittedCaseContract(submitted.ProgressCode, contract), contract.Version);
    }

    private async Task<int?> DaysLeftAsync(OpenCase? open, CancellationToken cancel) =>
        open is null
            ? null : Deadlines.DaysLeft(open.DueOn, (await reference.GetAsync(cancel)).Calendar, BeijingTime.Today(time));

    private static CaseStepContract StepOf(CaseView view, CaseStep step) => new(
        step.StepNumber, step.Node, CaseNodes.Find(step.Node).Name,
        view.Open is { } open && open.Node == step.Node ? open.WorkingDays : step.WorkingDays,
        view.Decisions.LastOrDefault(d => d.StepNumber == step.StepNumber)?.Verdict);

    private static Party? PartyOf(CaseView view, long? id) =>
        id is { } known ? new Party(known, view.Names.GetValueOrDefault(known, "")) : null;
}
