using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>Two records that somebody takes for one pupil's.</summary>
/// <param name="StudentId">The record that the caller sees.</param>
/// <param name="Other">Name, and number or document, of the other, wherever it is; null: the one that the pupil's problem record names.</param>
public sealed record JointCaseRequest(long StudentId, LookUpKeys? Other = null, string? Explanation = null);

/// <summary>发起双重学籍联合核办: a school or bureau of either side.</summary>
public sealed class OpenJointCase(
    IStudentStore students, ITransferStore places, IRecordStore records, IProblemStore store, ProblemDesk problems, IPendingNumbers numbers,
    SubmitCase submit, IUnitOfWork work)
{
    /// <exception cref="RefusalException">No such record, the same one twice, one that has been merged, or somebody handles it already.</exception>
    public Task<SubmittedCase> HandleAsync(JointCaseRequest request, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, "duplicate.open", c => OpenAsync(request, caller, c), cancel);
    }

    private async Task<SubmittedCase> OpenAsync(JointCaseRequest request, Caller caller, CancellationToken cancel)
    {
        if ((await students.FindAsync([request.StudentId], caller.OrganizationId, cancel)).Count == 0)
            throw Refused.NotFound("学生");
        return await JoinAsync(request.StudentId, await OtherAsync(request, cancel), request.Explanation, caller, cancel);
    }

    /// <summary>The same inside a unit of work that somebody else opened, for two records that are known.</summary>
    internal async Task<SubmittedCase> JoinAsync(long studentId, long otherId, string? explanation, Caller caller, CancellationToken cancel)
    {
        var own = await LiveAsync(studentId, cancel);
        var other = await LiveAsync(otherId, cancel);
        if (own.StudentId == other.StudentId)
            throw Refused.Invalid("same_record", "两份学籍是同一份。", "other");
        await DemandOneHomeAsync(own.StudentId, other.StudentId, cancel);
        var (ownStanding, otherStanding) = (await records.StandingAsync(own.StudentId, cancel), await records.StandingAsync(other.StudentId, cancel));
        var content = new DuplicateContent(ownStanding, otherStanding, SurvivorAdvice.Of(ownStanding, otherStanding));

        // Problems first: they fail when somebody handles one already, and they stop a transfer that is on its way.
        var mine = await ProblemAsync(own.StudentId, other.StudentId, cancel);
        var theirs = await ProblemAsync(other.StudentId, own.StudentId, cancel);
        var opening = new CaseOpening(DuplicateCase.KindCode, own, DuplicateCase.Chain, content.ToJson(), explanation, null, other);
        var submitted = await submit.OpenAsync(opening, caller, cancel);
        await problems.TakeOnAsync([mine, theirs], submitted.File.CaseId, cancel);
        return submitted;
    }

    private async Task<long> OtherAsync(JointCaseRequest request, CancellationToken cancel)
    {
        if (request.Other is null)
        {
            var named = (await store.OfAsync(request.StudentId, cancel)).FirstOrDefault(r => r is { IsOpen: true, OtherStudentId: not null });
            return named?.OtherStudentId ?? throw Refused.Invalid("required", "须填写另一份学籍的姓名和学籍号（或身份证件号）。", "other");
        }

        var (name, number, document) = request.Other.Parse();
        var found = await places.FindAsync(number, document, cancel);
        work.Audited(new AuditLine(Entity.Student, found?.StudentId, found?.StudentId, DuplicateCase.KindCode));
        return found?.Name == name ? found.StudentId
            : throw Refused.Invalid("no_match", "未找到姓名与学籍号（或身份证件号）一致的学生，请核对后重试。", "other");
    }

    private async Task<MovingPupil> LiveAsync(long studentId, CancellationToken cancel)
    {
        var pupil = await places.FindAsync(studentId, cancel) ?? throw Refused.NotFound("学生");
        return pupil.Status is PupilStatus.Merged or PupilStatus.Deleted
            ? throw Refused.Conflict("record_void", "该学籍已注销（已并入其他学籍或已删除）。")
            : pupil;
    }

    // Neither center writes the other's record: each side handles its own, and the nation, which judges anew, tells the other.
    private async Task DemandOneHomeAsync(long studentId, long otherId, CancellationToken cancel)
    {
        if ((await numbers.FindAsync([studentId, otherId], cancel)).Select(pupil => pupil.Home).Distinct().Count() > 1)
        {
            throw Refused.Conflict(
                "record_of_other_province", "另一份学籍归属外省。请两省分别对本省学籍以佐证、变更或删除处理问题学籍；国家中心重新核重后，结论自动下达双方。");
        }
    }

    private async Task<ProblemRecord> ProblemAsync(long studentId, long otherId, CancellationToken cancel)
    {
        var open = (await store.OfAsync(studentId, cancel))
            .FirstOrDefault(r => r.IsOpen && r.ProblemType is ProblemType.SameDocument or ProblemType.SameLikeness);
        var record = open ?? await problems.OpenAsync(
            studentId, new ProblemFinding(ProblemType.SameLikeness, otherId), FoundBy.JointCase, null, cancel);
        return record.CaseId is null ? record : throw Refused.Conflict("problem_handled", "其中一份学籍的问题学籍正在办理。");
    }
}
