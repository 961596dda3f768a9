using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 关键信息变更 as a kind of case: school leader, bureau, duplicate check, then the new values are in force; docs/rules.md §1.4.
/// </summary>
public sealed class KeyChangeCase(
    KeyChangePlanner planner, ITransferStore places, ReviseStudents revise, IRecordStore records,
    ProblemDesk problems, ICurrentCenter center, IUnitOfWork work) : ICaseKind
{
    public const string KindCode = "key_change";

    public static IReadOnlyList<string> Chain { get; } = [CaseNodes.SchoolLeader, CaseNodes.SupervisingBureau, CaseNodes.DuplicateCheck];

    public string Code => KindCode;

    public string Name => "关键信息变更";

    public async Task<NodeEntry> EnterAsync(
        CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var pupil = await places.FindAsync(file.StudentId, cancel) ?? throw Refused.NotFound("学生");
        if (node != CaseNodes.DuplicateCheck)
            return pupil.WaitsWith(node == CaseNodes.SchoolLeader ? pupil.School.ActingId : pupil.School.SupervisingId);
        var blockers = await BlockersAsync(file, cancel);
        return blockers.Count == 0 ? NodeEntry.Through : pupil.WaitsWith(pupil.School.ActingId, blockers);
    }

    public async Task<IReadOnlyList<Blocker>> BlockersAsync(CaseFile file, CancellationToken cancel)
    {
        var plan = await planner.PlanAsync(file.StudentId, KeyChangeContent.Of(file.Content).Fields, cancel);
        return plan.Collision is { } taken ? [new Blocker(taken.Code, null, taken.Message, "sending_school", "由学校核对或撤销")] : [];
    }

    public async Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel)
    {
        var plan = await planner.PlanAsync(file.StudentId, KeyChangeContent.Of(file.Content).Fields, cancel);
        Demand(plan.Problems);
        if (node == CaseNodes.DuplicateCheck && plan.Collision is { } taken)
            Demand([taken]);
        return file;
    }

    public async Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var plan = await planner.PlanAsync(file.StudentId, KeyChangeContent.Of(file.Content).Fields, cancel);
        Demand([.. plan.Problems, .. new[] { plan.Collision }.OfType<Problem>()]);
        var root = await center.GetAsync(cancel);
        var registrar = Caller.Center(root.RootOrganizationId, root.Tier) with { UserId = file.SubmittedBy };
        var record = (await revise.ApplyAsync([plan.Revision], KindCode, registrar, cancel))[0];
        await records.MoveKeysAsync(plan.Before, record.Student, cancel);
        await problems.ClearAsync(file.StudentId, file.CaseId, Handling.Change, cancel);
        work.Audited(new AuditLine(
            Entity.Student, file.CaseId, file.StudentId, KindCode,
            new { fields = plan.Revision.Changes.Select(change => change.Field) }));
    }

    public async Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel)
    {
        var fields = KeyChangeContent.FieldsOf(content);
        var plan = await planner.PlanAsync(file.StudentId, fields, cancel);
        return plan.Problems.Count > 0 ? throw Refused.Invalid(plan.Problems)
            : plan.Collision is { } taken ? throw Refused.Invalid([taken])
            : new KeyChangeContent(fields, plan.Revision.Changes).ToJson();
    }

    public Task StopAsync(CaseFile file, CancellationToken cancel) => problems.LetGoAsync(file.StudentId, file.CaseId, cancel);

    public object Show(string content) => KeyChangeContent.Of(content).Show();

    private static void Demand(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
            throw Refused.Conflict("blocked", "情况已有变化，不能办理：" + problems[0].Message, problems);
    }
}
