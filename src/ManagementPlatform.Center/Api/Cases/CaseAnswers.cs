using System.Text.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Transfers;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>Shows a case to one of its parties, after reading it or acting on it.</summary>
public sealed class CaseAnswers(CaseQueries queries, IEnumerable<ICaseKind> kinds)
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
        var file = view.File;
        return new CaseContract(
            file.CaseId, file.Kind, kinds.Single(kind => kind.Code == file.Kind).Name, view.Progress.State, view.Progress.Name,
            PartyOf(view, view.Open?.OrganizationId), PartyOf(view, view.Open?.EscalatedTo), view.Open?.DueOn, CasePupilContract.Of(view.Pupil),
            PartyOf(view, file.OrganizationId)!, PartyOf(view, file.FromSchoolId)!, PartyOf(view, file.ToSchoolId), file.ReasonCode, file.Explanation,
            file.ProofHash, JsonSerializer.Deserialize<JsonElement>(file.Content), file.SubmittedAt, view.Progress.Version,
            [.. view.Steps.Select(step => StepOf(view, step))], CaseTimeline.Of(view));
    }

    /// <summary>A case that was just submitted, with the code that its guardian gets.</summary>
    public async Task<Created<SubmittedCaseContract>> SubmittedAsync(SubmittedCase submitted, Caller caller, CancellationToken cancel)
    {
        var contract = await ContractAsync(submitted.File.CaseId, caller, cancel);
        return Answer.Created($"/cases/{submitted.File.CaseId}", new SubmittedCaseContract(submitted.ProgressCode, contract), contract.Version);
    }

    private static CaseStepContract StepOf(CaseView view, CaseStep step) => new(
        step.StepNumber, step.Node, CaseNodes.Find(step.Node).Name, step.WorkingDays,
        view.Decisions.LastOrDefault(d => d.StepNumber == step.StepNumber)?.Verdict);

    private static Party? PartyOf(CaseView view, long? id) => id is { } known ? new Party(known, view.Names.GetValueOrDefault(known, "")) : null;
}
