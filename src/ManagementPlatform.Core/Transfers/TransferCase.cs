using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Transfers;

/// <summary>
/// 转学 as a kind of case: who holds its nodes, what the sending side's check looks at, the hand-over at the end.
/// </summary>
/// <remarks>
/// Between provinces the nodes of each side lie in its own center. When all have approved, the sending center hands the record
/// over as its last write, and the receiving one, once that has arrived, takes him into school and class.
/// </remarks>
public class TransferCase(
    ITransferStore store, TransferFactsReader facts, ICurrentCenter center, IUnitOfWork work,
    IIdentifiers identifiers, TimeProvider time) : ICaseKind
{
    public const string KindCode = "transfer";

    public virtual string Code => KindCode;

    public virtual string Name => "转学";

    /// <summary>What is looked at before, at the sending side and at the placement.</summary>
    protected virtual IReadOnlyList<TransferRule> Rules => TransferRules.All;

    public bool Spans(CaseFile file) => TransferContent.Of(file.Content).Route == nameof(TransferRoute.AcrossProvinces);

    public string DaysRule(string node) => RuleNames.TransferWorkingDaysOf(node);

    public async Task<NodeEntry> EnterAsync(
        CaseFile file, string node, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        var holding = TransferChains.IsReceiving(node) ? target.HomeCenter : pupil.HomeCenter;
        if (holding != await HereAsync(cancel))
            return NodeEntry.WaitsFor(HolderOf(node, pupil, target)) with { Center = holding, Freezes = node != CaseNodes.Clear };
        switch (node)
        {
            case CaseNodes.Clear:
            case CaseNodes.Check:
                var blockers = Relevant(await BlockersAsync(file, pupil, target, cancel), node);
                var holder = (blockers.Any(b => b.IsFor(ClearedBy.SendingSchool)) ? pupil.School : target).ActingId;
                return blockers.Count == 0 ? NodeEntry.Through : new(false, holder, blockers, Freezes: node == CaseNodes.Check);
            case CaseNodes.Placement:
                var still = await HoldsPlaceAsync(file, cancel) ? await BlockersAsync(file, pupil, target, cancel) : null;
                return still is { Count: 0 } ? NodeEntry.Through : new(false, target.ActingId, still ?? []);
            default:
                return NodeEntry.WaitsFor(HolderOf(node, pupil, target));
        }
    }

    public async Task<CaseFile> ApproveAsync(CaseFile file, string node, CaseAnswer answer, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        var moved = node == CaseNodes.Placement ? Placed(file, answer) : file;
        if (node == CaseNodes.Placement && !await HoldsPlaceAsync(moved, cancel))
            throw Refused.Invalid("class_required", "请选择编入的班级。", "classId");
        var blockers = Relevant(await BlockersAsync(moved, pupil, target, cancel), node);
        return blockers.Count == 0 ? moved
            : throw Refused.Conflict(
                "blocked", "尚有阻碍未消除，不能办理。", [.. blockers.Select(b => new Problem(b.Code, $"{b.Message}（{b.ClearedByText}）"))]);
    }

    public async Task<IReadOnlyList<Blocker>> BlockersAsync(CaseFile file, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        return await BlockersAsync(file, pupil, target, cancel);
    }

    public async Task<NodeEntry?> OutstandingAsync(CaseFile file, CancellationToken cancel)
    {
        if (!Spans(file))
            return null;
        var (pupil, target) = await PartiesAsync(file, cancel);
        if (target.HomeCenter != await HereAsync(cancel))
            return null;
        var holder = NodeEntry.WaitsFor(target.ActingId);
        if (pupil.HomeCenter != target.HomeCenter)
            return HasMoved(await store.MovesAsync(pupil.StudentId, cancel), file)
                ? null : holder with { Center = pupil.HomeCenter };
        if (!IsHandedOver(pupil) || (await facts.ReadAsync(pupil, target, TransferContent.Of(file.Content), file.CaseId, cancel)).Classes is not { Count: 0 })
            return null;

        // He is this center's, and there is no class for him: the school forms one, and then he is taken in.
        return holder with { Blockers = [TransferRules.NoClass] };
    }

    public async Task CompleteAsync(CaseFile file, IReadOnlyList<CaseDecision> decisions, CancellationToken cancel)
    {
        var (pupil, target) = await PartiesAsync(file, cancel);
        var here = await HereAsync(cancel);
        if (pupil.HomeCenter != here)
            return;
        var moves = Spans(file) ? await store.MovesAsync(pupil.StudentId, cancel) : [];
        if (target.HomeCenter != here)
        {
            if (!HasMoved(moves, file))
                await HandOutAsync(file, pupil, target, cancel);
        }
        else if (IsHandedOver(pupil)
            ? moves.FirstOrDefault(move => move.SchoolId == pupil.School.SchoolId)?.CaseId == file.CaseId
            : !HasMoved(moves, file))
        {
            await TakeInAsync(file, pupil, target, cancel);
        }
    }

    public async Task<string?> CorrectAsync(CaseFile file, string content, CancellationToken cancel)
    {
        var (now, wanted) = (TransferContent.Of(file.Content), TransferCorrection.Of(content));
        var (pupil, target) = await PartiesAsync(file, cancel);
        var corrected = now with { ToClassId = wanted.ToClassId, SeatNumber = wanted.SeatNumber };
        if (wanted.ToGrade is { } grade)
            corrected = corrected with { ToGrade = grade, SchoolYear = target.SchoolYear };
        var blockers = await BlockersAsync(file with { Content = corrected.ToJson() }, pupil, target, cancel);
        return blockers.Where(b => b.IsFor(ClearedBy.ReceivingSchool)).ToList() is { Count: > 0 } wrong
            ? throw Refused.Invalid([.. wrong.Select(b => new Problem(b.Code, b.Message, "content"))])
            : corrected.ToJson();
    }

    /// <summary>What stands in the way of the case as its content says now.</summary>
    protected virtual async Task<IReadOnlyList<Blocker>> BlockersAsync(
        CaseFile file, MovingPupil pupil, SchoolPlace target, CancellationToken cancel) =>
        TransferRules.Check(await facts.ReadAsync(pupil, target, TransferContent.Of(file.Content), file.CaseId, cancel), Rules);

    /// <summary>调档: the record goes to the receiving school.</summary>
    protected virtual async Task HandOverAsync(
        CaseFile file, TransferContent content, TransferFacts known, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var handOver = new HandOver(
            known.Target, known.Wanted!, content.SeatNumber, BeijingTime.DayOf(now), file.CaseId, identifiers.Next(),
            identifiers.Next(), identifiers.Next(), file.ProofHash, file.SubmittedBy, now);
        await (IsHandedOver(known.Pupil) ? store.TakeInAsync(known.Pupil, handOver, cancel) : store.MoveAsync(known.Pupil, handOver, cancel));
    }

    /// <summary>
    /// Between the last write of the old home, which has made the copy that stays there, and the first of the new one.
    /// </summary>
    protected static bool IsHandedOver(MovingPupil pupil) => pupil.School.HomeCenter != pupil.HomeCenter;

    private static bool HasMoved(IReadOnlyList<PastMove> moves, CaseFile file) => moves.Any(move => move.CaseId == file.CaseId);

    private async Task HandOutAsync(CaseFile file, MovingPupil pupil, SchoolPlace target, CancellationToken cancel)
    {
        await store.HandOutAsync(
            pupil, new HandOut(target.HomeCenter, file.CaseId, identifiers.Next(), time.GetUtcNow()), cancel);
        Moved(file, pupil, target, ChangeOperation.HandOver);
    }

    private async Task TakeInAsync(CaseFile file, MovingPupil pupil, SchoolPlace target, CancellationToken cancel)
    {
        var content = TransferContent.Of(file.Content);
        var known = await facts.ReadAsync(pupil, target, content, file.CaseId, cancel);

        // The class was promised to a pupil who is on his way; if it is gone meanwhile, he comes into another one of the grade.
        if (IsHandedOver(pupil) && known.Wanted is null)
            known = known with { Wanted = known.Classes![0] };
        await HandOverAsync(file, content, known, cancel);
        Moved(file, pupil, target, ChangeOperation.Upsert);
    }

    private void Moved(CaseFile file, MovingPupil pupil, SchoolPlace target, ChangeOperation operation)
    {
        work.Changed(Entity.Student, pupil.StudentId, pupil.Version + 1, operation);
        var between = new { from = pupil.School.SchoolId, to = target.SchoolId, operation };
        work.Audited(new AuditLine(Entity.Student, file.CaseId, pupil.StudentId, Code, between));
    }

    private static long HolderOf(string node, MovingPupil pupil, SchoolPlace target) => node switch
    {
        CaseNodes.ToSchool or CaseNodes.Placement => target.ActingId,
        CaseNodes.ToBureau => target.SupervisingId,
        CaseNodes.ToProvince => target.ProvinceId,
        CaseNodes.FromSchool or CaseNodes.Clear or CaseNodes.Check => pupil.School.ActingId,
        CaseNodes.FromBureau => pupil.School.SupervisingId,
        CaseNodes.FromProvince => pupil.School.ProvinceId,
        _ => throw new InvalidOperationException($"A transfer has no node '{node}'."),
    };

    private async Task<string> HereAsync(CancellationToken cancel) => (await center.GetAsync(cancel)).CenterCode;

    private static CaseFile Placed(CaseFile file, CaseAnswer answer)
    {
        if (!TransferContent.IsSeat(answer.SeatNumber))
            throw Refused.Invalid("bad_seat_number", "班内学号不超过4位字母数字。", "seatNumber");
        var content = TransferContent.Of(file.Content);
        return file with { Content = (content with { ToClassId = answer.ClassId ?? content.ToClassId, SeatNumber = answer.SeatNumber ?? content.SeatNumber }).ToJson() };
    }

    // Where people decide, what can still be cleared waits for the check; before the case proper begins, the receiving school's
    // part does.
    private static IReadOnlyList<Blocker> Relevant(IReadOnlyList<Blocker> blockers, string node) => node switch
    {
        CaseNodes.Check or CaseNodes.Placement => blockers,
        CaseNodes.Clear => [.. blockers.Where(b => b.IsFor(ClearedBy.SendingSchool) || b.IsFor(ClearedBy.Nobody))],
        _ => [.. blockers.Where(b => b.IsFor(ClearedBy.Nobody))],
    };

    // A class was named; from here to the end of the unit of work nobody else takes its last place.
    private async Task<bool> HoldsPlaceAsync(CaseFile file, CancellationToken cancel)
    {
        if (TransferContent.Of(file.Content).ToClassId is not { } classId)
            return false;
        await store.HoldAsync(classId, cancel);
        return true;
    }

    private async Task<(MovingPupil Pupil, SchoolPlace Target)> PartiesAsync(CaseFile file, CancellationToken cancel)
    {
        var (pupil, target) = await store.FindAsync(file.StudentId, file.ToSchoolId!.Value, cancel);
        return (pupil ?? throw Refused.NotFound("学生"), target ?? throw Refused.NotFound("学校"));
    }
}
