using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>What an officer says to the step that waits for him.</summary>
/// <param name="Version">The version of the change that he saw.</param>
/// <param name="Approve">核办通过 or 核办不通过.</param>
/// <param name="Opinion">Required when refusing.</param>
/// <param name="DocumentNumber">审批文号, kept from whoever approves last.</param>
public sealed record ChangeDecision(int Version, bool Approve, string? Opinion = null, string? DocumentNumber = null);

/// <summary>
/// 核办: decides the waiting step of a change. The last approval checks the rules once more and puts the change into effect.
/// </summary>
public sealed class DecideChange(
    IEnrollmentStore store, ChangeFactsReader facts, ChangeEffect effect, OpenCases open,
    IReferenceData reference, IUnitOfWork work, TimeProvider time)
{
    /// <exception cref="RefusalException">
    /// Not in scope, not the caller's step, the caller submitted it or decided before, somebody was faster, or the rules no
    /// longer hold.
    /// </exception>
    public Task<EnrollmentChange> HandleAsync(
        long studentId, long changeId, ChangeDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.DecideChanges);
        return work.CommitAsync(
            caller, "enrollment.decide_change", c => DecideAsync(studentId, changeId, decision, caller, c), cancel);
    }

    private async Task<EnrollmentChange> DecideAsync(
        long studentId, long changeId, ChangeDecision decision, Caller caller, CancellationToken cancel)
    {
        var change = await store.FindChangeAsync(studentId, changeId, caller.OrganizationId, cancel)
            ?? throw Refused.NotFound("学籍变动");
        var steps = await store.StepsAsync(studentId, changeId, cancel);
        if (change.State != ChangeState.Open)
            throw Refused.Conflict("already_decided", "该业务已办结或已撤销。");
        if (change.RowVersion != decision.Version)
            throw Refused.Stale();
        var step = steps.First(s => s.StepNumber == change.StepNumber);
        DemandMayDecide(await open.FindAsync(studentId, changeId, cancel), step, steps, change, caller);
        if (!decision.Approve && string.IsNullOrWhiteSpace(decision.Opinion))
            throw Refused.Invalid("opinion_required", "核办不通过须说明理由。", "opinion");
        await open.LeaveAsync(studentId, changeId, cancel);
        await store.DecideAsync(Decided(step, decision, caller), cancel);
        work.Audited(new AuditLine(Entity.Student, changeId, studentId, decision.Opinion, new { step.Role, decision.Approve }));
        return decision.Approve
            ? await ApproveAsync(change, steps, decision, caller, cancel) : await RefuseAsync(change, caller, cancel);
    }

    private static void DemandMayDecide(
        OpenCase waiting, EnrollmentChangeStep step, IReadOnlyList<EnrollmentChangeStep> steps,
        EnrollmentChange change, Caller caller)
    {
        if (waiting.StepNumber != step.StepNumber)
            throw Refused.Stale(); // decided between the two reads
        if (!waiting.IsWith(caller.OrganizationId))
            throw Refused.Forbidden("not_your_step", $"该业务正在等待{ChainSteps.Name(step.Role)}，不由您核办。");

        // docs/rules.md §1.2: two roles a node, nobody approves what he submitted or has approved already.
        if (change.SubmittedBy == caller.UserId || steps.Any(s => s.DecidedBy == caller.UserId))
            throw Refused.Forbidden("four_eyes", "本人提交或核办过的业务不能再由本人核办。");
    }

    private EnrollmentChangeStep Decided(EnrollmentChangeStep step, ChangeDecision decision, Caller caller) => step with
    {
        OrganizationId = caller.OrganizationId,
        Decision = decision.Approve ? "approve" : "refuse",
        Opinion = decision.Opinion,
        DecidedBy = caller.UserId,
        DecidedAt = time.GetUtcNow(),
    };

    private async Task<EnrollmentChange> ApproveAsync(
        EnrollmentChange change, IReadOnlyList<EnrollmentChangeStep> steps, ChangeDecision decision,
        Caller caller, CancellationToken cancel)
    {
        if (change.StepNumber < steps.Count)
        {
            var next = change with { StepNumber = change.StepNumber + 1 };
            await store.UpdateAsync(next, cancel);
            var pupil = await TouchAsync(change, caller, cancel);
            var (rules, today) = ((await reference.GetAsync(cancel)).Rules, BeijingTime.Today(time));
            var days = ChangeCase.WorkingDays(rule => rules.Find(pupil.ProvinceCode, rule, today));
            await open.EnterAsync(ChangeCase.PlaceOf(next, steps.First(s => s.StepNumber == next.StepNumber)), days, cancel);
            return next with { RowVersion = change.RowVersion + 1 };
        }

        var kind = ChangeCatalogue.Find(change.Kind)!;
        var request = new ChangeRequest(
            change.Kind, change.EffectiveOn, change.ReasonCode, change.UntilOn,
            change.ToClassId, change.ProofHash, change.Explanation);
        var known = await facts.ReadAsync(kind, request, change.StudentId, caller, cancel);
        var problems = ChangeRules.Check(known with { Pupil = known.Pupil with { HasOpenBusiness = false } });
        return problems.Count == 0
            ? await effect.ApplyAsync(change, known.Pupil, decision.DocumentNumber, cancel)
            : throw Refused.Conflict("no_longer_possible", "情况已变化，不能办结；请核办不通过或由学校撤销。", problems);
    }

    private async Task<EnrollmentChange> RefuseAsync(EnrollmentChange change, Caller caller, CancellationToken cancel)
    {
        var refused = change with { State = ChangeState.Refused, StepNumber = 0, DecidedAt = time.GetUtcNow() };
        await store.UpdateAsync(refused, cancel);
        await TouchAsync(change, caller, cancel);
        return refused with { RowVersion = change.RowVersion + 1 };
    }

    private async Task<PupilPlace> TouchAsync(EnrollmentChange change, Caller caller, CancellationToken cancel)
    {
        var pupil = await store.FindPupilAsync(change.StudentId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学生");
        await store.TouchAsync(pupil, cancel);
        work.Changed(Entity.Student, pupil.StudentId, pupil.Version + 1);
        return pupil;
    }
}
