using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 跨省合并: the home of the record that goes writes its half, then, when that has arrived, the home of the one that stays writes the
/// other; each says so in the case. The nation waits for both and then judges the numbers anew.
/// docs/decisions/2026-11-22-a-merger-has-two-halves.md.
/// </summary>
public sealed class MergeAcross(
    ICaseStore cases, MergeRecords merge, INumberWork numbers, ICurrentCenter center, IUnitOfWork work, TimeProvider time)
{
    public const string RecordLeft = "record_left", RecordKept = "record_kept";

    /// <summary>The center whose half has to come before this one can go on; null when none has to.</summary>
    public async Task<string?> AwaitedAsync(MovingPupil kept, MovingPupil gone, CaseFile file, CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        if (PupilStatus.IsVoid(kept.Status) || gone.HomeCenter == here)
            return null;
        if (!PupilStatus.IsVoid(gone.Status))
            return kept.HomeCenter == here || here == Channel.Nation ? gone.HomeCenter : null;
        return here == Channel.Nation && !await cases.HasHappenedAsync(file, RecordKept, cancel) ? kept.HomeCenter : null;
    }

    /// <summary>This center's part, whichever it is; done once, however often the rows arrive.</summary>
    public async Task HandleAsync(
        MovingPupil kept, MovingPupil gone, CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var here = (await center.GetAsync(cancel)).CenterCode;
        if (gone.HomeCenter == here && !PupilStatus.IsVoid(gone.Status))
        {
            // Its home's last write: the archive goes along, as when a pupil is handed over.
            await merge.LeaveAsync(gone, kept.StudentId, file, ChangeOperation.HandOver, cancel);
            await SayAsync(RecordLeft, gone, file, decisions, cancel);
        }

        if (kept.HomeCenter == here && !await cases.HasHappenedAsync(file, RecordKept, cancel))
        {
            await merge.TakeOverAsync(kept, gone.StudentId, file, cancel);
            await SayAsync(RecordKept, kept, file, decisions, cancel);
        }

        await JudgeAnewAsync(file, cancel);
    }

    /// <summary>The nation says nothing to the numbers of two records while a case is about them; now it does.</summary>
    public async Task JudgeAnewAsync(CaseFile file, CancellationToken cancel)
    {
        if ((await center.GetAsync(cancel)).CenterCode == Channel.Nation)
            await numbers.AddAsync([file.StudentId, file.OtherStudentId!.Value], cancel);
    }

    private async Task SayAsync(
        string kind, MovingPupil pupil, CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var happened = new CaseEvent
        {
            StudentId = file.StudentId,
            CaseId = file.CaseId,
            StepNumber = decisions.Max(d => d.StepNumber),
            Round = file.Round,
            Kind = kind,
            OrganizationId = pupil.School.SupervisingId,
            Center = (await center.GetAsync(cancel)).CenterCode,
            HappenedAt = time.GetUtcNow(),
        };
        await cases.AddAsync(happened, cancel);
        work.Changed(Entity.Case, file.CaseId, file.RowVersion + decisions.Count);
        work.Audited(new AuditLine(Entity.Case, file.CaseId, pupil.StudentId, kind));
    }
}
