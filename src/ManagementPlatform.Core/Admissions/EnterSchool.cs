using System.Globalization;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// 入学, inside somebody's unit of work: the record goes on under its number at the new school, the new stay begins, the school
/// before keeps a copy as it was (办法(2025) Art. 15). Whoever calls writes change log and audit trail.
/// </summary>
public sealed class EnterSchool(
    IStudentStore students, IAdmissionStore store, IReferenceData reference, IBulkWriting writing, TimeProvider time)
{
    /// <summary>How the stay begins, and the source of the revision.</summary>
    public const string StartKind = "admission";

    private const int KeysOfPupil = 4;

    /// <returns>The pupils as they stand now.</returns>
    /// <exception cref="RefusalException">Somebody else wrote one of them since he was read.</exception>
    public async Task<IReadOnlyList<Student>> HandleAsync(
        IReadOnlyList<Entrant> entrants, EntryCase? decided, long userId, CancellationToken cancel)
    {
        var pinyin = (await reference.GetAsync(cancel)).Pinyin;
        var key = await writing.ReserveKeysAsync(KeysOfPupil * entrants.Count, cancel);
        var (entries, entered) = (new List<SchoolEntry>(), new List<Student>());
        foreach (var entrant in entrants)
        {
            var after = After(entrant, pinyin);
            await students.ReviseAsync(entrant.Before, after, Revision(entrant, key, userId), cancel);
            entries.Add(new SchoolEntry(
                Stay(entrant, key + 1, userId),
                entrant.Before,
                entrant.Before.Student.SchoolId == entrant.SchoolId || decided is { LeavesCopy: false } ? null : key + 2,
                decided,
                decided?.ProofHash is null ? null : key + 3));
            entered.Add(after.Student);
            key += KeysOfPupil;
        }

        await store.AddAsync(entries, cancel);
        return entered;
    }

    private static StudentRecord After(Entrant entrant, Pinyin pinyin)
    {
        var before = entrant.Before;
        var standing = StudentStanding.Of(before.Student) with
        {
            SchoolId = entrant.SchoolId,
            CountyId = entrant.CountyId,
            ClassId = entrant.After.ClassId!.Value,
            OnRoll = true,
            StatusCode = PupilStatus.InSchool,
            RowVersion = before.Student.RowVersion + 1,
        };
        return before with { Student = StudentRow.Of(new Candidate(entrant.After), standing, pinyin) };
    }

    private StudentRevision Revision(Entrant entrant, long key, long userId) => new()
    {
        StudentId = entrant.Before.Student.StudentId,
        RevisionId = key,
        ChangedAt = time.GetUtcNow(),
        ChangedBy = userId,
        Source = StartKind,
        Changes = StudentRevision.Text(FieldChange.Between(entrant.Before.ToForm(), entrant.After)),
    };

    private EnrollmentRecord Stay(Entrant entrant, long key, long userId)
    {
        var (now, today) = (time.GetUtcNow(), BeijingTime.Today(time));
        var entered = DateOnly.ParseExact(entrant.After.EntryMonth!, "yyyyMM", CultureInfo.InvariantCulture);
        return new EnrollmentRecord
        {
            StudentId = entrant.Before.Student.StudentId,
            EnrollmentId = key,
            SchoolId = entrant.SchoolId,
            ClassId = entrant.After.ClassId!.Value,
            Stage = (int)entrant.Stage,
            StatusCode = PupilStatus.InSchool,
            StartedOn = entered < today ? entered : today,
            StartKind = StartKind,
            RegisteredBy = userId,
            RegisteredAt = now,
        };
    }
}
