using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// A graduate of another province as he is to enter: his record, the form as it will say, and whether age and class go together.
/// </summary>
public sealed class CrossProvinceEntry(
    IStudentStore students, ITransferStore places, IRegistrationStore registration, IReferenceData reference, TimeProvider time)
{
    public async Task<StudentRecord> RecordAsync(MovingPupil pupil, CancellationToken cancel) =>
        (await students.FindAsync([pupil.StudentId], pupil.School.ProvinceId, cancel)).Single();

    /// <summary>
    /// What is wrong with age, entry month and method, as at registration. Before a class is named they are compared with one of
    /// the grade. A class that does not fit is said by <see cref="CrossProvinceRules"/>.
    /// </summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(
        StudentRecord record, TransferContent content, SchoolPlace target, CancellationToken cancel)
    {
        var classId = content.ToClassId ?? await AnyClassAsync(content, target, cancel);
        var form = Entering(record, content) with { ClassId = classId };
        var facts = await registration.FactsAsync(
            [new Candidate(form)], await reference.GetAsync(cancel), BeijingTime.Today(time), target.SchoolId, cancel);
        return [.. EntryCheck.Of(form, facts).Where(problem => problem.Field is not ("classId" or "seatNumber"))];
    }

    /// <summary>The form as it says once the pupil has entered.</summary>
    public static StudentForm Entering(StudentRecord record, TransferContent content) => record.ToForm() with
    {
        ClassId = content.ToClassId,
        EntryMonth = content.Entry!.EntryMonth,
        AdmissionMethodCode = content.Entry.AdmissionMethodCode,
        SeatNumber = content.SeatNumber,
    };

    private async Task<long?> AnyClassAsync(TransferContent content, SchoolPlace target, CancellationToken cancel) =>
        content.GradeIn(target.SchoolYear) is not { } grade ? null
        : (await places.ClassesAsync(target.SchoolId, grade.Code, cancel)) is [var first, ..] ? first.Class.ClassId : null;
}
