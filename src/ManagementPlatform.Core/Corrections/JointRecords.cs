using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// Takes a record into a joint case, in the center that is its home: its problem is the case's from then on. Whoever has the
/// record first keeps it; see docs/decisions/2026-11-22-a-merger-has-two-halves.md.
/// </summary>
public sealed class JointRecords(ICaseStore cases, IProblemStore store, ProblemDesk problems, IUnitOfWork work)
{
    private const string Deleting = "其中一份学籍正在办理问题学籍删除。";
    private const string Handled = "其中一份学籍的问题学籍正在办理。";
    private const string Joined = "其中一份学籍已在办理双重学籍联合核办。";

    /// <summary>What keeps a record out of a joint case; null for nothing.</summary>
    /// <param name="caseId">The case itself, if it runs already.</param>
    public async Task<string?> AgainstAsync(long studentId, long? caseId, CancellationToken cancel)
    {
        if ((await cases.JointCasesAsync(studentId, cancel)).Any(other => other != caseId))
            return Joined;
        if (await ProblemAsync(studentId, cancel) is { CaseId: { } taken } && taken != caseId)
            return Handled;
        foreach (var open in await cases.RunningOfPupilAsync(studentId, cancel))
        {
            if (open.Kind == ProblemCase.KindCode
                && ProblemContent.Of((await cases.FindByNumberAsync(open.CaseId, cancel))!.Content).Handling == Handling.Delete)
                return Deleting;
        }

        return null;
    }

    /// <summary>The case has the record's problem, which is opened if it has none.</summary>
    public async Task TakeOnAsync(long studentId, long otherId, long caseId, CancellationToken cancel)
    {
        var finding = new ProblemFinding(ProblemType.SameLikeness, otherId);
        var record = await ProblemAsync(studentId, cancel)
            ?? await problems.OpenAsync(studentId, finding, FoundBy.JointCase, null, cancel);
        if (record.CaseId is not null)
            return;
        await problems.TakeOnAsync([record], caseId, cancel);
        work.Audited(new AuditLine(Entity.Student, caseId, studentId, DuplicateCase.KindCode, new { other = otherId }));
    }

    private async Task<ProblemRecord?> ProblemAsync(long studentId, CancellationToken cancel) => (await store.OfAsync(studentId, cancel))
        .FirstOrDefault(r => r.IsOpen && r.ProblemType is ProblemType.SameDocument or ProblemType.SameLikeness);
}
