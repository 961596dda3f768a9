using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Transfers;

/// <summary>转学 as a kind of case: who holds its nodes, what the sending side's check looks at, the hand-over at the end.</summary>
public sealed class TransferCase(
    ITransferStore store, TransferFactsReader facts, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time) : ICaseKind
{
    public const string KindCode = "transfer";

    public string Code => KindCode;

    public string Name => "转学";

    public async Task<NodeEntry> EnterAsync(CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        switch (node)
        {
            case CaseNodes.Clear:
            case CaseNodes.Check:
                var blockers = Clearable(await BlockersAsync(file, pupil, target, cancel), node);
                var holder = blockers.Any(b => b.ClearedBy == "sending_school") ? pupil.School.SchoolId : target.SchoolId;
                return blockers.Count == 0 ? NodeEntry.Through : new(false, holder, blockers, Freezes: node == CaseNodes.Check);
            case CaseNodes.Placement:
                var still = TransferContent.Of(file.Content).ToClassId is null ? null : await BlockersAsync(file, pupil, target, cancel);
                return still is { Count: 0 } ? NodeEntry.Through : new(false, Holder(target), still ?? []);
            default:
                return NodeEntry.WaitsFor(node switch
                {
                    CaseNodes.ToSchool => Holder(target),
                    CaseNodes.ToBureau => target.SupervisingId,
                    CaseNodes.ToProvince => target.ProvinceId,
                    CaseNodes.FromSchool => Holder(pupil.School),
                    CaseNodes.FromBureau => pupil.School.SupervisingId,
                    CaseNodes.FromProvince => pupil.School.ProvinceId,
                    _ => throw new InvalidOperationException($"A transfer has no node '{node}'."),
                });
        }
    }

    public async Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        var moved = node == CaseNodes.Placement ? Placed(file, answer) : file;
        var blockers = await BlockersAsync(moved, pupil, target, cancel);
        if (node is CaseNodes.Clear or CaseNodes.Check)
            blockers = Clearable(blockers, node);
        else if (node != CaseNodes.Placement)
            blockers = [.. blockers.Where(b => b.ClearedBy == "nobody")];
        return blockers.Count == 0 ? moved
            : throw Refused.Conflict("blocked", "尚有阻碍未消除，不能办理。", [.. blockers.Select(b => new Problem(b.Code, $"{b.Message}（{b.ClearedByText}）"))]);
    }

    public async Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        var content = TransferContent.Of(file.Content);
        var known = await facts.ReadAsync(pupil, target, Grade.Parse(content.ToGrade), content.ToClassId, file.CaseId, cancel);
        var now = time.GetUtcNow();
        var handOver = new HandOver(
            target, known.Wanted!, content.SeatNumber, BeijingTime.DayOf(now), file.CaseId, identifiers.Next(), identifiers.Next(), identifiers.Next(),
            file.ProofHash, file.SubmittedBy, now);
        await store.MoveAsync(pupil, handOver, cancel);
        work.Changed(Entity.Student, pupil.StudentId, pupil.Version + 1);
        work.Audited(new AuditLine(Entity.Student, file.CaseId, pupil.StudentId, KindCode, new { from = pupil.School.SchoolId, to = target.SchoolId }));
    }

    public async Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel)
    {
        var (now, wanted) = (TransferContent.Of(file.Content), TransferContent.Of(content));
        var (pupil, target) = await PartiesAsync(file, cancel);
        var corrected = now with { ToGrade = wanted.ToGrade, ToClassId = wanted.ToClassId, SeatNumber = wanted.SeatNumber };
        var blockers = await BlockersAsync(file with { Content = corrected.ToJson() }, pupil, target, cancel);
        return blockers.Where(b => b.ClearedBy == "receiving_school").ToList() is { Count: > 0 } wrong
            ? throw Refused.Invalid([.. wrong.Select(b => new Problem(b.Code, b.Message, "content"))])
            : corrected.ToJson();
    }

    // A school that is closed has nobody to act: its bureau does.
    private static long Holder(SchoolPlace school) => school.IsActive ? school.SchoolId : school.SupervisingId;

    private static CaseFile Placed(CaseFile file, CaseAnswer answer)
    {
        var content = TransferContent.Of(file.Content);
        return file with { Content = (content with { ToClassId = answer.ClassId ?? content.ToClassId, SeatNumber = answer.SeatNumber ?? content.SeatNumber }).ToJson() };
    }

    // Before the case proper begins only what the sending school clears is in its way.
    private static IReadOnlyList<Blocker> Clearable(IReadOnlyList<Blocker> blockers, string node) =>
        node == CaseNodes.Clear ? [.. blockers.Where(b => b.ClearedBy == "sending_school")] : blockers;

    private async Task<IReadOnlyList<Blocker>> BlockersAsync(CaseFile file, MovingPupil pupil, SchoolPlace target, CancellationToken cancel)
    {
        var content = TransferContent.Of(file.Content);
        return TransferRules.Check(await facts.ReadAsync(pupil, target, Grade.Parse(content.ToGrade), content.ToClassId, file.CaseId, cancel));
    }

    private async Task<(MovingPupil Pupil, SchoolPlace Target)> PartiesAsync(CaseFile file, CancellationToken cancel) =>
        (await store.FindAsync(file.StudentId, cancel) ?? throw Refused.NotFound("学生"),
            await store.FindSchoolAsync(file.ToSchoolId!.Value, cancel) ?? throw Refused.NotFound("学校"));
}
