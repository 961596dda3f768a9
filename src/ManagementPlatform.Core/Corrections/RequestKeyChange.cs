using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a school asks for.</summary>
/// <param name="ProofHash">SHA-256 of a proof among the pupil's files.</param>
public sealed record KeyChangeRequest(KeyFields Fields, string? ProofHash = null, string? Explanation = null);

/// <summary>申请关键信息变更: the pupil's school, with proof. Open problem records of the pupil are handled along with it.</summary>
public sealed class RequestKeyChange(
    KeyChangePlanner planner, ITransferStore places, IEnrollmentStore files, IProblemStore problems,
    ProblemDesk desk, SubmitCase submit, IUnitOfWork work)
{
    /// <exception cref="RefusalException">
    /// Not his school, no proof, a rule or check is broken, or other business has the pupil.
    /// </exception>
    public Task<SubmittedCase> HandleAsync(long studentId, KeyChangeRequest request, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, "key_change.request", c => RequestAsync(studentId, request, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else opened.</summary>
    internal async Task<SubmittedCase> RequestAsync(
        long studentId, KeyChangeRequest request, Caller caller, CancellationToken cancel)
    {
        if (caller.Tier != Tier.School)
            throw Refused.Forbidden("school_starts", "关键信息变更由学生所在学校提交。");
        var plan = await planner.PlanAsync(studentId, request.Fields, caller.OrganizationId, cancel);
        var pupil = await places.FindAsync(studentId, cancel) ?? throw Refused.NotFound("学生");
        var open = (await problems.OfAsync(studentId, cancel)).Where(record => record is { IsOpen: true, CaseId: null }).ToList();
        if (pupil.OpenCaseId is not null && open.Count == 0)
            throw Refused.Conflict("open_business", "该生有正在办理的学籍业务，须先办结或撤销。");
        var wrong = plan.Problems.Concat(await Proof.MissingAsync(files, studentId, request.ProofHash, cancel)).ToList();
        if (wrong.Count > 0)
            throw Refused.Invalid(wrong);
        if (plan.Collision is { } taken)
            throw Refused.Conflict(taken.Code, taken.Message, [taken]);
        var content = new KeyChangeContent(request.Fields, plan.Revision.Changes).ToJson();
        var submitted = await submit.OpenAsync(
            new CaseOpening(KeyChangeCase.KindCode, pupil, KeyChangeCase.Chain, content, request.Explanation, request.ProofHash),
            caller, cancel);
        await desk.TakeOnAsync(open, submitted.File.CaseId, cancel);
        return submitted;
    }
}
