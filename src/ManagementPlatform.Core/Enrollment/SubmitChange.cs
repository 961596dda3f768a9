using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// 提交学籍变动: the school's registrar asks for a change of one pupil. All rules are checked at once; a kind without an approval chain
/// takes effect immediately.
/// </summary>
public sealed class SubmitChange(
    IEnrollmentStore store, ChangeFactsReader facts, ChangeEffect effect, OpenCases open, IUnitOfWork work,
    IIdentifiers identifiers, TimeProvider time)
{
    /// <returns>The change as it stands: open, or approved when nobody has to decide.</returns>
    /// <exception cref="RefusalException">Unknown kind, no such pupil in scope, or rules that are broken.</exception>
    public Task<EnrollmentChange> HandleAsync(long studentId, ChangeRequest request, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SubmitChanges);
        return work.CommitAsync(caller, "enrollment.submit_change", c => SubmitAsync(studentId, request, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else opened, for batches.</summary>
    internal async Task<EnrollmentChange> SubmitAsync(
        long studentId, ChangeRequest request, Caller caller, CancellationToken cancel)
    {
        var kind = ChangeCatalogue.Find(request.Kind) ?? throw Refused.Invalid("unknown_kind", "没有这种学籍变动类别。", "kind");
        var known = await facts.ReadAsync(kind, request, studentId, caller, cancel);
        var problems = ChangeRules.Check(known);
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
        var change = Open(known, caller);
        var steps = await StepsAsync(change, known, cancel);
        await store.AddAsync(change, steps, cancel);
        work.Audited(new AuditLine(
            Entity.Student, change.ChangeId, studentId, kind.Code,
            new { change.FromStatusCode, change.ToStatusCode, change.ToClassId }));
        if (kind.IsImmediate)
            return await effect.ApplyAsync(change, known.Pupil, null, cancel);
        await open.EnterAsync(ChangeCase.PlaceOf(change, steps[0]), ChangeCase.WorkingDays(known.Rule), cancel);
        await store.TouchAsync(known.Pupil, cancel);
        work.Changed(Entity.Student, studentId, known.Pupil.Version + 1);
        return change;
    }

    private EnrollmentChange Open(ChangeFacts known, Caller caller) => new()
    {
        StudentId = known.Pupil.StudentId,
        ChangeId = identifiers.Next(),
        EnrollmentId = known.Pupil.EnrollmentId,
        SchoolId = known.Pupil.Class.SchoolId,
        Kind = known.Kind.Code,
        State = ChangeState.Open,
        StepNumber = known.Kind.IsImmediate ? 0 : 1,
        ReasonCode = known.Request.ReasonCode,
        Explanation = known.Request.Explanation,
        EffectiveOn = known.Request.EffectiveOn,
        UntilOn = known.Kind.NeedsUntil ? known.Request.UntilOn : null,
        FromStatusCode = known.Pupil.Status,
        ToStatusCode = known.Kind.To,
        FromClassId = known.Pupil.Class.ClassId,
        ToClassId = known.Target?.ClassId,
        FromGrade = known.Pupil.Class.Grade.Code,
        ToGrade = known.Target?.Grade.Code,
        ProofHash = known.Request.ProofHash,
        SubmittedBy = caller.UserId,
        SubmittedAt = time.GetUtcNow(),
        DaysLate = known.DaysLate,
        RowVersion = 1,
    };

    private async Task<List<EnrollmentChangeStep>> StepsAsync(
        EnrollmentChange change, ChangeFacts known, CancellationToken cancel)
    {
        var steps = new List<EnrollmentChangeStep>();
        foreach (var step in ChainSteps.Of(known.Kind, known.Rule))
        {
            steps.Add(new EnrollmentChangeStep
            {
                StudentId = change.StudentId,
                ChangeId = change.ChangeId,
                StepNumber = steps.Count + 1,
                Role = ChainSteps.Text(step),
                OrganizationId = step switch
                {
                    ChainStep.SchoolLeader => change.SchoolId,
                    ChainStep.SupervisingBureau => known.Pupil.SupervisingId,
                    _ => await store.BureauAboveAsync(known.Pupil.SupervisingId, cancel) ?? known.Pupil.SupervisingId,
                },
            });
        }

        return steps;
    }
}
