using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Transfers;

/// <summary>Gathers what the rules look at: before the submission, at the sending side's check and at the placement.</summary>
public sealed class TransferFactsReader(ITransferStore store, IReferenceData reference, ICurrentCenter center, TimeProvider time)
{
    public async Task<TransferFacts> ReadAsync(
        MovingPupil pupil, SchoolPlace target, TransferContent asked, long? caseId, CancellationToken cancel)
    {
        var grade = asked.GradeIn(target.SchoolYear);
        var isHere = target.HomeCenter == (await center.GetAsync(cancel)).CenterCode;
        var classes = !isHere ? null : grade is { } known ? await store.ClassesAsync(target.SchoolId, known.Code, cancel) : [];
        var snapshot = await reference.GetAsync(cancel);
        var today = BeijingTime.Today(time);
        return new TransferFacts(
            pupil,
            target,
            asked.Name,
            classes,
            classes?.FirstOrDefault(c => c.Class.ClassId == asked.ToClassId),
            asked.ToClassId is not null,
            caseId,
            today,
            TermCalendar.Default,
            [.. new[] { target.ProvinceCode, pupil.School.ProvinceCode, ProvinceRules.Nation }.Distinct()
                .Select(province => (Func<string, string?>)(rule => snapshot.Rules.Find(province, rule, today)))]);
    }
}
