using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// 毕业后跨省就学 as a kind of case: a transfer's nodes and parties, its own rules, and at the end an entry into the next stage instead
/// of a change of school within one. docs/rules.md §1.5.
/// </summary>
public sealed class CrossProvinceAdmission(
    ITransferStore store,
    TransferFactsReader facts,
    ICurrentCenter center,
    IUnitOfWork work,
    IIdentifiers identifiers,
    TimeProvider time,
    CrossProvinceEntry entry,
    EnterSchool enter)
    : TransferCase(store, facts, center, work, identifiers, time)
{
    public new const string KindCode = "cross_province_admission";

    public override string Code => KindCode;

    public override string Name => "毕业后跨省就学";

    protected override IReadOnlyList<TransferRule> Rules => CrossProvinceRules.All;

    protected override async Task<IReadOnlyList<Blocker>> BlockersAsync(
        CaseFile file, MovingPupil pupil, SchoolPlace target, CancellationToken cancel)
    {
        var blockers = await base.BlockersAsync(file, pupil, target, cancel);
        var record = await entry.RecordAsync(pupil, cancel);
        var problems = await entry.CheckAsync(record, TransferContent.Of(file.Content), target, cancel);
        return [.. blockers, .. problems.Select(p => TransferRules.Blocker(p.Code, null, p.Message, ClearedBy.ReceivingSchool))];
    }

    protected override async Task HandOverAsync(
        CaseFile file, TransferContent content, TransferFacts known, CancellationToken cancel)
    {
        var (pupil, target, place) = (known.Pupil, known.Target, known.Wanted!.Class);
        var record = await entry.RecordAsync(pupil, cancel);
        var after = CrossProvinceEntry.Entering(record, content) with { ClassId = place.ClassId };
        var entrant = new Entrant(record, after, target.SchoolId, target.CountyId, place.Stage);
        await enter.HandleAsync(
            [entrant], new EntryCase(file.CaseId, file.ProofHash, LeavesCopy: !IsHandedOver(known.Pupil)),
            file.SubmittedBy, cancel);
    }
}
