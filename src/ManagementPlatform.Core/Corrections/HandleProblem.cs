using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a school does about a problem record.</summary>
/// <param name="Handling">prove, change or delete, as far as the type allows it.</param>
/// <param name="ProofHash">SHA-256 of a proof among the pupil's files.</param>
/// <param name="Fields">With change: the key information as it shall be.</param>
public sealed record ProblemHandling(
    string Handling, string? ProofHash = null, string? Explanation = null, KeyFields? Fields = null);

/// <summary>处理问题学籍: 佐证 or 删除 open a case of their own, 变更 a key change.</summary>
public sealed class HandleProblem(
    IProblemStore store, ProblemDesk desk, ITransferStore places, IPendingNumbers numbers, IEnrollmentStore files,
    ICaseStore cases, RequestKeyChange changes, SubmitCase submit, IUnitOfWork work)
{
    /// <exception cref="RefusalException">Not open, handled already, not allowed for its type, or without proof.</exception>
    public Task<SubmittedCase> HandleAsync(
        long studentId, long problemId, ProblemHandling wanted, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        return work.CommitAsync(caller, "problem.handle", c => OpenAsync(studentId, problemId, wanted, caller, c), cancel);
    }

    private async Task<SubmittedCase> OpenAsync(
        long studentId, long problemId, ProblemHandling wanted, Caller caller, CancellationToken cancel)
    {
        if (caller.Tier != Tier.School)
            throw Refused.Forbidden("school_starts", "问题学籍由学生所在学校提交处理。");
        var record = await store.FindAsync(studentId, problemId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("问题学籍");
        if (record is not { IsOpen: true, CaseId: null })
            throw Refused.Conflict("problem_handled", record.IsOpen ? "该问题学籍正在办理。" : "该问题学籍已处理。");
        var number = (await numbers.FindAsync(studentId, cancel))!.Request.Current.Kind;
        Demand(record, wanted, number);
        if (wanted.Handling == Handling.Delete && (await cases.JointCasesAsync(studentId, cancel)).Count > 0)
            throw Refused.Conflict("in_joint_case", "该学籍正在办理双重学籍联合核办，办结前不能删除。");
        if (wanted.Handling == Handling.Change)
        {
            return await changes.RequestAsync(
                studentId, new KeyChangeRequest(wanted.Fields!, wanted.ProofHash, wanted.Explanation), caller, cancel);
        }

        if ((await Proof.MissingAsync(files, studentId, wanted.ProofHash, cancel)).ToList() is { Count: > 0 } wrong)
            throw Refused.Invalid(wrong);
        var pupil = await places.FindAsync(studentId, cancel) ?? throw Refused.NotFound("学生");
        var content = new ProblemContent(problemId, record.ProblemType, wanted.Handling).ToJson();
        var submitted = await submit.OpenAsync(
            new CaseOpening(
                ProblemCase.KindCode, pupil, ProblemCase.Chain(wanted.Handling, number),
                content, wanted.Explanation, wanted.ProofHash),
            caller,
            cancel);
        await desk.TakeOnAsync([record], submitted.File.CaseId, cancel);
        return submitted;
    }

    private static void Demand(ProblemRecord record, ProblemHandling wanted, StudentNumberKind number)
    {
        var type = ProblemType.Find(record.ProblemType)!;
        var allowed = type.HandlingsFor(number);
        if (!allowed.Contains(wanted.Handling))
        {
            var names = string.Join("、", allowed.Select(handling => Handling.Names[handling]));
            throw Refused.Invalid("handling_not_allowed", $"“{type.Name}”只能通过{names}处理。", "handling");
        }

        if (wanted.Handling == Handling.Change && wanted.Fields is null)
            throw Refused.Invalid("required", "变更后的关键信息必须填写。", "fields");
    }
}
