using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 合并: the record that goes leaves the roll with a pointer to the one that stays; every number and document of both finds the one
/// that stays; what only the other one had, a document or a formal number, comes to it. What still runs for the one that goes
/// ends. All other rows stay where they are and are read along. Each half writes the rows of its own record only, so that two
/// homes can share the work.
/// </summary>
public sealed class MergeRecords(
    IRecordStore records,
    ProblemDesk problems,
    EndBusiness business,
    KeyChangePlanner planner,
    ReviseStudents revise,
    ICurrentCenter center,
    IUnitOfWork work,
    TimeProvider time)
{
    public const string Kind = "merge";

    private const string Reason = "该学籍已并入同一学生的另一学籍；如仍需办理，请以保留的学籍重新申请。";

    internal async Task HandleAsync(MovingPupil kept, MovingPupil gone, CaseFile file, CancellationToken cancel)
    {
        await LeaveAsync(gone, kept.StudentId, file, ChangeOperation.Upsert, cancel);
        await TakeOverAsync(kept, gone.StudentId, file, cancel);
    }

    /// <summary>The half of the record that goes.</summary>
    internal async Task LeaveAsync(
        MovingPupil gone, long keptId, CaseFile file, ChangeOperation operation, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await business.HandleAsync(gone, Reason, cancel);
        await problems.CloseAllAsync(gone.StudentId, Handling.Merge, cancel);
        await records.LeaveRollAsync(gone, PupilStatus.Merged, Kind, now, cancel);
        await records.PointAsync(gone.StudentId, keptId, file.CaseId, now, cancel);
        work.Changed(Entity.Student, gone.StudentId, gone.Version + 1, operation);
    }

    /// <summary>The half of the record that stays, once the other one has left.</summary>
    internal async Task TakeOverAsync(MovingPupil kept, long goneId, CaseFile file, CancellationToken cancel)
    {
        if (await records.TakeOverAsync(goneId, kept.StudentId, kept.Version, cancel) is { } version)
        {
            work.Changed(Entity.Student, kept.StudentId, version);
            var document = await records.DocumentAsync(goneId, cancel);
            if (document is not null && await records.DocumentAsync(kept.StudentId, cancel) is null)
                await TakeDocumentAsync(kept.StudentId, document, file, cancel);
        }

        await problems.ClearAsync(kept.StudentId, file.CaseId, Handling.Merge, cancel);
        work.Audited(new AuditLine(Entity.Student, file.CaseId, kept.StudentId, DuplicateCase.KindCode, new { merged = goneId }));
    }

    // The one that stays had none: it is known by the other's from now on, if that agrees with what it says.
    private async Task TakeDocumentAsync(long studentId, IdentityDocument document, CaseFile file, CancellationToken cancel)
    {
        var plan = await planner.PlanAsync(
            studentId, new KeyFields(DocumentType: document.Type, DocumentNumber: document.Number), cancel);
        if (plan.Revision.Errors.Count > 0 || plan.Holder is not null)
            return;
        var root = await center.GetAsync(cancel);
        var registrar = Caller.Center(root.RootOrganizationId, root.Tier) with { UserId = file.SubmittedBy };
        var after = (await revise.ApplyAsync([plan.Revision], Kind, registrar, cancel))[0].Student;
        await records.MoveKeysAsync(plan.Before, after, cancel);
    }
}
