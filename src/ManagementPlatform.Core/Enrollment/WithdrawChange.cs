using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>撤销: the school takes a change back while it is still open.</summary>
public sealed class WithdrawChange(IEnrollmentStore store, OpenCases open, IUnitOfWork work, TimeProvider time)
{
    public Task<EnrollmentChange> HandleAsync(long studentId, long changeId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SubmitChanges);
        return work.CommitAsync(
            caller, "enrollment.withdraw_change", c => WithdrawAsync(studentId, changeId, version, caller, c), cancel);
    }

    private async Task<EnrollmentChange> WithdrawAsync(
        long studentId, long changeId, int version, Caller caller, CancellationToken cancel)
    {
        var change = await store.FindChangeAsync(studentId, changeId, caller.OrganizationId, cancel)
            ?? throw Refused.NotFound("学籍变动");
        if (change.SchoolId != caller.OrganizationId)
            throw Refused.Forbidden("not_your_school", "只有提交学校可以撤销。");
        if (change.State != ChangeState.Open)
            throw Refused.Conflict("already_decided", "该业务已办结或已撤销。");
        if (change.RowVersion != version)
            throw Refused.Stale();
        var pupil = await store.FindPupilAsync(studentId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学生");
        var withdrawn = change with { State = ChangeState.Withdrawn, StepNumber = 0, DecidedAt = time.GetUtcNow() };
        await open.LeaveAsync(studentId, changeId, cancel);
        await store.UpdateAsync(withdrawn, cancel);
        await store.TouchAsync(pupil, cancel);
        work.Changed(Entity.Student, studentId, pupil.Version + 1);
        work.Audited(new AuditLine(Entity.Student, changeId, studentId));
        return withdrawn with { RowVersion = change.RowVersion + 1 };
    }
}
