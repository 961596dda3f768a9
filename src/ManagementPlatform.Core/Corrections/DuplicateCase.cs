using System.Globalization;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 双重学籍联合核办 as a kind of case: each side's bureau chooses the record that stays, the bureau above both arbitrates when they
/// differ, then the two become one. docs/rules.md §1.7.
/// </summary>
/// <remarks>
/// Between provinces each bureau decides in its own center, the nation arbitrates, and each home merges its own record.
/// </remarks>
public sealed class DuplicateCase(
    ITransferStore places, ICaseStore cases, IEnrollmentStore tree, IRecordStore records, ProblemDesk problems,
    JointFreeze freeze, JointRecords joint,
    SupersedeJointCase supersede, MergeRecords merge, MergeAcross across, ICurrentCenter center) : ICaseKind
{
    public const string KindCode = "duplicate";

    public static IReadOnlyList<string> Chain { get; } = [CaseNodes.OwnBureau, CaseNodes.OtherBureau, CaseNodes.Arbitration];

    public string Code => KindCode;

    public string Name => "双重学籍联合核办";

    public bool Spans(CaseFile file) => DuplicateContent.Of(file.Content).IsAcrossProvinces;

    public async Task<string?> ArriveAsync(CaseFile file, CancellationToken cancel)
    {
        var (own, other) = await PupilsAsync(file, cancel);
        if (other.HomeCenter != await HereAsync(cancel))
            return null;
        if (PupilStatus.IsVoid(other.Status))
            return "其中一份学籍已注销（已并入其他学籍或已删除）。";
        await supersede.HandleAsync(file, cancel);
        if (await joint.AgainstAsync(other.StudentId, file.CaseId, cancel) is { } reason)
            return reason;
        await joint.TakeOnAsync(other.StudentId, own.StudentId, file.CaseId, cancel);
        return null;
    }

    public async Task<NodeEntry> EnterAsync(
        CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (own, other) = await PupilsAsync(file, cancel);
        var (ownBureau, otherBureau) = (own.School.SupervisingId, other.School.SupervisingId);
        var isAgreed = node == CaseNodes.Arbitration && Choices(decisions).Distinct().Count() == 1;

        // Where all agree, the center of the second bureau says so: one center passes a node, never two.
        var holding = !Spans(file) ? null : node == CaseNodes.OwnBureau ? own.HomeCenter
            : node == CaseNodes.OtherBureau || isAgreed ? other.HomeCenter
            : Channel.Nation;
        var isElsewhere = holding is not null && holding != await HereAsync(cancel);
        if (!isElsewhere && (isAgreed || (node == CaseNodes.OtherBureau && otherBureau == ownBureau)))
            return NodeEntry.Through;
        await freeze.HoldAsync(file, node, other, cancel);
        var waits = own.WaitsWith(node switch
        {
            CaseNodes.OwnBureau => ownBureau,
            CaseNodes.OtherBureau => otherBureau,
            _ => Arbiter.Of(await LineAsync(ownBureau, cancel), await LineAsync(otherBureau, cancel)),
        });
        return isElsewhere ? waits with { Center = holding } : waits;
    }

    public async Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel)
    {
        DuplicateContent.Chosen(
            answer.Choice, await records.StandingAsync(file.StudentId, cancel),
            await records.StandingAsync(file.OtherStudentId!.Value, cancel));
        return file;
    }

    public async Task<NodeEntry?> OutstandingAsync(CaseFile file, CancellationToken cancel)
    {
        if (!Spans(file))
            return null;
        var (own, other) = await PupilsAsync(file, cancel);
        var (kept, gone) = Chosen(own, other, await cases.DecisionsAsync(file, cancel));
        if (await across.AwaitedAsync(kept, gone, file, cancel) is not { } awaited)
            return null;
        await freeze.HoldAsync(file, CaseNodes.Arbitration, other, cancel);
        return own.WaitsWith(kept.School.SupervisingId) with { Center = awaited };
    }

    public async Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (own, other) = await PupilsAsync(file, cancel);
        var (kept, gone) = Chosen(own, other, decisions);
        if (Spans(file))
        {
            if (PupilStatus.IsVoid(kept.Status))
            {
                // It was withdrawn here, and the record that was to stay deleted, before the others' approvals came: nothing is
                // left to merge into.
                await StopAsync(file, cancel);
                return;
            }

            await cases.ReleaseAsync(other.StudentId, file.CaseId, cancel);
            await across.HandleAsync(kept, gone, file, decisions, cancel);
            return;
        }

        // It must still be possible today.
        DuplicateContent.Chosen(
            $"{kept.StudentId}", await records.StandingAsync(own.StudentId, cancel),
            await records.StandingAsync(other.StudentId, cancel));
        await cases.ReleaseAsync(other.StudentId, file.CaseId, cancel);
        await merge.HandleAsync(kept, gone, file, cancel);
    }

    /// <summary>Only the explanation and the proof can be completed.</summary>
    public Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task StopAsync(CaseFile file, CancellationToken cancel)
    {
        var (own, other) = await PupilsAsync(file, cancel);
        var here = await HereAsync(cancel);
        await cases.ReleaseAsync(other.StudentId, file.CaseId, cancel);
        foreach (var pupil in new[] { own, other }.Where(pupil => !Spans(file) || pupil.HomeCenter == here))
            await problems.LetGoAsync(pupil.StudentId, file.CaseId, cancel);
        if (Spans(file))
            await across.JudgeAnewAsync(file, cancel);
    }

    public object Show(string content) => DuplicateContent.Of(content);

    // Who arbitrated comes last; without arbitration all say the same.
    private static (MovingPupil Kept, MovingPupil Gone) Chosen(
        MovingPupil own, MovingPupil other, IReadOnlyList<CaseDecision> decisions) =>
        Choices(decisions).Last() == own.StudentId ? (own, other) : (other, own);

    private static IEnumerable<long> Choices(IReadOnlyList<CaseDecision> decisions) =>
        decisions.Where(d => d is { Verdict: Verdict.Approve, Choice: not null }).OrderBy(d => d.StepNumber)
            .Select(d => long.Parse(d.Choice!, CultureInfo.InvariantCulture));

    private async Task<string> HereAsync(CancellationToken cancel) => (await center.GetAsync(cancel)).CenterCode;

    private async Task<(MovingPupil Own, MovingPupil Other)> PupilsAsync(CaseFile file, CancellationToken cancel) =>
        (await places.FindAsync(file.StudentId, cancel) ?? throw Refused.NotFound("学生"),
            await places.FindAsync(file.OtherStudentId!.Value, cancel) ?? throw Refused.NotFound("学生"));

    private async Task<IReadOnlyList<long>> LineAsync(long bureau, CancellationToken cancel)
    {
        var line = new List<long> { bureau };
        while (await tree.BureauAboveAsync(line[^1], cancel) is { } above)
            line.Add(above);
        return line;
    }
}
