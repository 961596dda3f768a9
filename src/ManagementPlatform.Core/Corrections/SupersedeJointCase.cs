using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// Both provinces have opened a joint case for the same two records: the one with the lower number stays. The center of the other
/// one withdraws it when the lower one comes; the center of the lower one refuses the other, whichever sees the two first.
/// </summary>
public sealed class SupersedeJointCase(
    ICaseStore cases, ProblemDesk problems, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    public const string Superseded = "superseded";

    /// <summary>A case of another province has come: one of this center's own makes room for it, if it has to.</summary>
    public async Task HandleAsync(CaseFile arrived, CancellationToken cancel)
    {
        foreach (var caseId in await cases.JointCasesAsync(arrived.StudentId, cancel))
        {
            var own = (await cases.FindByNumberAsync(caseId, cancel))!;
            if (HasToGo(own, arrived) && KeyMaker.Of(caseId) == (await center.GetAsync(cancel)).CenterCode)
                await WithdrawAsync(own, arrived, cancel);
        }
    }

    /// <summary>Of two cases about the same two records, whether the first gives way to the second. Pure.</summary>
    public static bool HasToGo(CaseFile one, CaseFile other) =>
        one.StudentId == other.OtherStudentId && one.OtherStudentId == other.StudentId && one.CaseId > other.CaseId;

    private async Task WithdrawAsync(CaseFile own, CaseFile arrived, CancellationToken cancel)
    {
        var (steps, decisions, open) = await cases.StandingAsync(own, cancel);
        var progress = CaseProgress.Of(own, steps, decisions);
        if (progress.HasEnded || open is null)
            return;
        var now = time.GetUtcNow();
        await cases.LeaveAsync(open, cancel);
        await cases.ReleaseAsync(own.OtherStudentId!.Value, own.CaseId, cancel);
        await cases.UpdateAsync(own with { WithdrawnBy = 0, WithdrawnAt = now }, cancel);
        await cases.AddAsync(
            new CaseEvent
            {
                StudentId = own.StudentId,
                CaseId = own.CaseId,
                StepNumber = open.StepNumber,
                Round = own.Round,
                Kind = Superseded,
                OrganizationId = own.OrganizationId,
                Center = (await center.GetAsync(cancel)).CenterCode,
                HappenedAt = now,
                Detail = $"对方省同时发起了同一对学籍的联合核办（受理编号{arrived.CaseId}），以该件为准。",
            },
            cancel);
        await problems.LetGoAsync(own.StudentId, own.CaseId, cancel);
        work.Changed(Entity.Case, own.CaseId, progress.Version + 1);
        work.Audited(new AuditLine(Entity.Case, own.CaseId, own.StudentId, Superseded, new { by = arrived.CaseId }));
    }
}
