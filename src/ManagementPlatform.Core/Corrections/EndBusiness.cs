using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// A record leaves the roll for good because it is merged or deleted: whatever else runs for it ends by itself, with the reason.
/// Nobody could bring it to another end, and its problems, with which cases of corrections deal, are closed by whoever calls.
/// </summary>
public sealed class EndBusiness(
    ICaseStore cases, IEnrollmentStore changes, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    /// <param name="pupil">As he was before he left.</param>
    public async Task HandleAsync(MovingPupil pupil, string reason, CancellationToken cancel)
    {
        var scope = pupil.School.ProvinceId;
        foreach (var open in await cases.RunningOfPupilAsync(pupil.StudentId, cancel))
        {
            if (open.Kind == ChangeCase.Kind)
                await RefuseChangeAsync(open, scope, reason, cancel);
            else
                await RefuseCaseAsync((await cases.FindAsync(open.CaseId, scope, cancel))!, open, reason, cancel);
            await cases.LeaveAsync(open, cancel);
            work.Audited(new AuditLine(Entity.Case, open.CaseId, pupil.StudentId, reason, new { open.Kind, open.Node }));
        }
    }

    private async Task RefuseCaseAsync(CaseFile file, OpenCase open, string reason, CancellationToken cancel)
    {
        var (steps, decisions, _) = await cases.StandingAsync(file, cancel);
        var progress = CaseProgress.Of(file, steps, decisions);
        var refusal = new CaseAnswer(0, Verdict.Refuse, reason);
        var decision = CaseDecision.Of(
            file, progress.Step!, refusal, CaseDesk.TheCenter, (await center.GetAsync(cancel)).CenterCode, time.GetUtcNow());

        // What came back has its decision of this round already.
        var round = open.Center is not null ? file.Round + CaseDecision.BesideOthers
            : progress.State == CaseProgress.Returned ? file.Round + 1
            : file.Round;
        await cases.AddAsync(decision with { Round = round }, cancel);
        work.Changed(Entity.Case, file.CaseId, progress.Version + 1);
    }

    private async Task RefuseChangeAsync(OpenCase open, long scope, string reason, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var change = (await changes.FindChangeAsync(open.StudentId, open.CaseId, scope, cancel))!;
        var step = (await changes.StepsAsync(open.StudentId, open.CaseId, cancel)).First(s => s.StepNumber == open.StepNumber);
        var refused = step with { Decision = Verdict.Refuse, Opinion = reason, DecidedBy = 0, DecidedAt = now };
        await changes.DecideAsync(refused, cancel);
        await changes.UpdateAsync(change with { State = ChangeState.Refused, StepNumber = 0, DecidedAt = now }, cancel);
    }
}
