using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Transfers;

/// <summary>
/// What a transfer would look like: the pupil as far as the receiving school may see him, the route, and what stands in its way.
/// </summary>
public sealed record TransferOutlook(
    MovingPupil Pupil, SchoolPlace Target, TransferRoute Route, TransferContent Asked,
    IReadOnlyList<string> Nodes, IReadOnlyList<Blocker> Blockers)
{
    /// <summary>Nothing, or only what the sending school can clear inside the case.</summary>
    public bool CanBeHandedOver => Blockers.All(b => b.IsFor(ClearedBy.SendingSchool));
}

/// <summary>
/// 转学预检: finds the pupil by two matching keys and says everything that stands in the way before anything is submitted.
/// </summary>
public sealed class CheckTransfer(
    ITransferStore store, ICenterStanding standing, TransferFactsReader facts,
    IReferenceData reference, IUnitOfWork work, TimeProvider time)
{
    /// <exception cref="RefusalException">The caller is no school, the keys do not fit (2001), or the grade is none.</exception>
    public Task<TransferOutlook> HandleAsync(TransferRequest request, Caller caller, CancellationToken cancel)
    {
        Demand(caller);
        return work.CommitAsync(caller, "transfer.check", c => LookAsync(request, null, TransferRules.All, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work; each question about a pupil elsewhere is in the audit trail.</summary>
    /// <param name="entry">For a pupil who has finished a stage; null for a transfer.</param>
    internal async Task<TransferOutlook> LookAsync(
        TransferRequest request, EntryDetails? entry, IReadOnlyList<TransferRule> rules, Caller caller, CancellationToken cancel)
    {
        if (!Grade.TryParse(request.ToGrade, out _))
            throw Refused.Invalid("bad_grade", "转入年级应为2位年级代码。", "toGrade");
        var (name, number, document) = request.Keys.Parse();
        var target = await store.FindSchoolAsync(caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        var pupil = await store.FindAsync(number, document, cancel);
        work.Audited(new AuditLine(Entity.Student, pupil?.StudentId, pupil?.StudentId, "transfer"));
        if (pupil?.Name != name)
            throw Refused.Invalid("no_match", "2001 未找到姓名与学籍号（或身份证件号）一致的学生，请核对后重试。" + await ElsewhereAsync(cancel), "keys");
        var route = pupil.School.RouteTo(target);
        var asked = new TransferContent(
            route.ToString(), name, request.ToGrade, target.SchoolYear, request.ToClassId, request.SeatNumber, entry);
        var known = await facts.ReadAsync(pupil, target, asked, null, cancel);
        var blockers = TransferRules.Check(known, rules);
        var snapshot = await reference.GetAsync(cancel);
        var today = BeijingTime.Today(time);
        var nodes = TransferChains.Nodes(
            route,
            isBlocked: blockers.Any(b => b.IsFor(ClearedBy.SendingSchool)),
            toProvince: snapshot.Rules.Find(target.ProvinceCode, RuleNames.TransferProvinceStep, today) == "1",
            fromProvince: snapshot.Rules.Find(pupil.School.ProvinceCode, RuleNames.TransferProvinceStep, today) == "1");
        return new TransferOutlook(pupil, target, route, asked, nodes, blockers);
    }

    private async Task<string> ElsewhereAsync(CancellationToken cancel) =>
        await standing.GetAsync(cancel) == Standing.Province ? "如学生学籍在外省，请先发起调档查询（pupil-inquiries），查到后再申请。" : "";

    /// <summary>办法(2025) Art. 15: the receiving school starts it.</summary>
    internal static void Demand(Caller caller)
    {
        caller.Demand(Permission.StartCases);
        if (caller.Tier != Tier.School)
            throw Refused.Forbidden("receiving_school_starts", "转学由转入学校发起。");
    }
}
