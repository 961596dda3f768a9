using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>Two records that somebody takes for one pupil's.</summary>
/// <param name="StudentId">The record that the caller sees.</param>
/// <param name="Other">
/// Name, and number or document, of the other, wherever it is; null: the one that the pupil's problem record names.
/// </param>
public sealed record JointCaseRequest(long StudentId, LookUpKeys? Other = null, string? Explanation = null);

/// <summary>发起双重学籍联合核办: a school or bureau of either side, at the home of its own record.</summary>
public sealed class OpenJointCase(
    IStudentStore students, ITransferStore places, IRecordStore records, IProblemStore store,
    JointRecords joint, ICenterStanding standing, SubmitCase submit, IUnitOfWork work)
{
    private const string NotHere =
        "如另一份学籍归属外省，其信息须先到本中心：全国查重判定重复后由国家中心自动下达，也可由学校先发起调档查询（pupil-inquiries），到达后再发起。";

    /// <exception cref="RefusalException">
    /// No such record, the same one twice, one that has been merged or has not come to this center, or somebody handles it
    /// already.
    /// </exception>
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
    internal async Task<SubmittedCase> JoinAsync(
        long studentId, long otherId, string? explanation, Caller caller, CancellationToken cancel)
    {
        var own = await LiveAsync(studentId, cancel) ?? throw Refused.NotFound("学生");
        var other = await LiveAsync(otherId, cancel) ?? throw Refused.Conflict("other_not_here", NotHere);
        if (own.StudentId == other.StudentId)
            throw Refused.Invalid("same_record", "两份学籍是同一份。", "other");
        var isAcross = own.HomeCenter != other.HomeCenter;
        var (ownStanding, otherStanding) = (await records.StandingAsync(own.StudentId, cancel), await records.StandingAsync(other.StudentId, cancel));
        var content = new DuplicateContent(ownStanding, otherStanding, SurvivorAdvice.Of(ownStanding, otherStanding), isAcross);
        foreach (var record in new[] { own, other })
        {
            if (await joint.AgainstAsync(record.StudentId, null, cancel) is { } reason)
                throw Refused.Conflict("problem_handled", reason);
        }

        var opening = new CaseOpening(
            DuplicateCase.KindCode, own, DuplicateCase.Chain, content.ToJson(), explanation, null, other);
        var submitted = await submit.OpenAsync(opening, caller, cancel);
        await joint.TakeOnAsync(own.StudentId, other.StudentId, submitted.File.CaseId, cancel);

        // A record of another province its own center takes on, when the case has arrived there.
        if (!isAcross)
            await joint.TakeOnAsync(other.StudentId, own.StudentId, submitted.File.CaseId, cancel);
        return submitted;
    }

    private async Task<long> OtherAsync(JointCaseRequest request, CancellationToken cancel)
    {
        if (request.Other is null)
        {
            return await NamedAsync(request.StudentId, cancel)
                ?? throw Refused.Invalid("required", "须填写另一份学籍的姓名和学籍号（或身份证件号）。", "other");
        }

        var (name, number, document) = request.Other.Parse();
        var found = await places.FindAsync(number, document, cancel);
        work.Audited(new AuditLine(Entity.Student, found?.StudentId, found?.StudentId, DuplicateCase.KindCode));
        if (found?.Name != name)
            throw Refused.Invalid("no_match", "未找到姓名与学籍号（或身份证件号）一致的学生，请核对后重试。" + await ElsewhereAsync(cancel), "other");
        return found.StudentId == request.StudentId
            ? await SameKeysAsync(request.StudentId, name, document, cancel) : found.StudentId;
    }

    // A document that both have finds the record that had it first: the caller's own one. The other is the one that the problem
    // record names.
    private async Task<long> SameKeysAsync(long studentId, string name, IdentityDocument? document, CancellationToken cancel)
    {
        if (document is null || await NamedAsync(studentId, cancel) is not { } named
            || (await places.FindAsync(named, cancel))?.Name != name)
            return studentId;
        return await records.DocumentAsync(named, cancel) == document ? named : studentId;
    }

    private async Task<long?> NamedAsync(long studentId, CancellationToken cancel) =>
        (await store.OfAsync(studentId, cancel))
            .FirstOrDefault(r => r is { IsOpen: true, OtherStudentId: not null })?.OtherStudentId;

    private async Task<string> ElsewhereAsync(CancellationToken cancel) =>
        await standing.GetAsync(cancel) == Standing.Province ? NotHere : "";

    private async Task<MovingPupil?> LiveAsync(long studentId, CancellationToken cancel)
    {
        var pupil = await places.FindAsync(studentId, cancel);
        return pupil is not null && PupilStatus.IsVoid(pupil.Status)
            ? throw Refused.Conflict("record_void", "该学籍已注销（已并入其他学籍或已删除）。")
            : pupil;
    }
}
