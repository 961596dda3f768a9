using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// 毕业后跨省就学 as a kind of case: a transfer's nodes and parties, its own rules, and at the end an entry into the next stage instead of a
/// change of school within one. docs/rules.md §1.5.
/// </summary>
public sealed class CrossProvinceAdmission(
    ITransferStore store, TransferFactsReader facts, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time, IStudentStore students, EnterSchool enter)
    : TransferCase(store, facts, work, identifiers, time)
{
    public new const string KindCode = "cross_province_admission";

    public override string Code => KindCode;

    public override string Name => "毕业后跨省就学";

    protected override IReadOnlyList<TransferRule> Rules => CrossProvinceRules.All;

    protected override async Task HandOverAsync(CaseFile file, TransferContent content, TransferFacts known, CancellationToken cancel)
    {
        var (pupil, target, place) = (known.Pupil, known.Target, known.Wanted!.Class);
        var record = (await students.FindAsync([pupil.StudentId], pupil.School.ProvinceId, cancel)).Single();
        var after = Entering(record, content) with { ClassId = place.ClassId };
        var entrant = new Entrant(record, after, target.SchoolId, target.CountyId, place.Stage);
        await enter.HandleAsync([entrant], new EntryCase(file.CaseId, file.ProofHash), file.SubmittedBy, cancel);
    }

    /// <summary>The form as it says once the pupil has entered.</summary>
    internal static StudentForm Entering(StudentRecord record, TransferContent content) => record.ToForm() with
    {
        ClassId = content.ToClassId,
        EntryMonth = content.Entry!.EntryMonth,
        AdmissionMethodCode = content.Entry.AdmissionMethodCode,
        SeatNumber = content.SeatNumber,
    };
}
