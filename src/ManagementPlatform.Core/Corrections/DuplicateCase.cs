using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 双重学籍联合核办 as a kind of case: each side's bureau chooses the record that stays, the bureau above both arbitrates when they differ,
/// then the two become one. docs/rules.md §1.7.
/// </summary>
public sealed class DuplicateCase(
    ITransferStore places, ICaseStore cases, IEnrollmentStore tree, IRecordStore records, ProblemDesk problems, JointFreeze freeze,
    MergeRecords merge, IUnitOfWork work) : ICaseKind
{
    public const string KindCode = "duplicate";

    public static IReadOnlyList<string> Chain { get; } = [CaseNodes.OwnBureau, CaseNodes.OtherBureau, CaseNodes.Arbitration];

    public string Code => KindCode;

    public string Name => "双重学籍联合核办";

    public async Task<NodeEntry> EnterAsync(CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (own, other) = await PupilsAsync(file, cancel);
        var (ownBureau, otherBureau) = (own.School.SupervisingId, other.School.SupervisingId);
        if (node == CaseNodes.OtherBureau && otherBureau == ownBureau)
            return NodeEntry.Through;
        if (node == CaseNodes.Arbitration && Choices(decisions).Distinct().Count() == 1)
            return NodeEntry.Through;
        await freeze.HoldAsync(file, node, other, cancel);
        return own.WaitsWith(node switch
        {
            CaseNodes.OwnBureau => ownBureau,
            CaseNodes.OtherBureau => otherBureau,
            _ => Arbiter.Of(await LineAsync(ownBureau, cancel), await LineAsync(otherBureau, cancel)),
        });
    }

    public async Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel)
    {
        DuplicateContent.Chosen(
            answer.Choice, await records.StandingAsync(file.StudentId, cancel), await records.StandingAsync(file.OtherStudentId!.Value, cancel));
        return file;
    }

    public async Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (own, other) = await PupilsAsync(file, cancel);

        // Who arbitrated comes last; without arbitration all say the same. It must still be possible today.
        var survivor = DuplicateContent.Chosen(
            Choices(decisions).Last(), await records.StandingAsync(own.StudentId, cancel), await records.StandingAsync(other.StudentId, cancel));
        var (kept, gone) = survivor == own.StudentId ? (own, other) : (other, own);
        await cases.ReleaseAsync(other.StudentId, file.CaseId, cancel);
        await merge.HandleAsync(kept, gone, file, cancel);
        await problems.ClearAsync(kept.StudentId, file.CaseId, Handling.Merge, cancel);
        work.Audited(new AuditLine(Entity.Student, file.CaseId, kept.StudentId, KindCode, new { merged = gone.StudentId }));
    }

    /// <summary>Only the explanation and the proof can be completed.</summary>
    public Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel) => Task.FromResult<string?>(null);

    public async Task StopAsync(CaseFile file, CancellationToken cancel)
    {
        await cases.ReleaseAsync(file.OtherStudentId!.Value, file.CaseId, cancel);
        await problems.LetGoAsync(file.StudentId, file.CaseId, cancel);
        await problems.LetGoAsync(file.OtherStudentId.Value, file.CaseId, cancel);
    }

    public object Show(string content) => DuplicateContent.Of(content);

    private static IEnumerable<string> Choices(IReadOnlyList<CaseDecision> decisions) =>
        decisions.Where(d => d is { Verdict: Verdict.Approve, Choice: not null }).OrderBy(d => d.StepNumber).Select(d => d.Choice!);

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
