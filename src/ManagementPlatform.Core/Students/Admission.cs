using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Students;

/// <summary>Every row that a new pupil begins with. Built without asking anybody anything, stored by set.</summary>
public sealed record Admission
{
    /// <summary>How an enrolment begins that registration opens.</summary>
    public const string StartKind = "register";

    public required Student Student { get; init; }
    public required IReadOnlyList<FamilyMember> Family { get; init; }
    public required EnrollmentRecord Enrollment { get; init; }
    public required StudentNumberHistory Numbers { get; init; }

    /// <summary>Null for a pupil who is known by name, sex and birth date only.</summary>
    public required IdentityDocument? Document { get; init; }

    public required Likeness Likeness { get; init; }
    public required IReadOnlyDictionary<string, string> Extra { get; init; }

    /// <summary>What makes it a 问题学籍 from the beginning; null when nothing does.</summary>
    public ProblemRecord? Problem { get; init; }

    public StudentRecord Record => new(Student, Family, Extra);

    /// <param name="candidate">Checked and acceptable.</param>
    /// <param name="keys">Of the pupil and his first enrolment.</param>
    /// <param name="number">
    /// The number to begin with, L or brought along; the verdict may put another in its place at once.
    /// </param>
    public static Admission Of(
        Candidate candidate, EntryClass place, (long Student, long Enrollment) keys, StudentNumber number,
        NumberVerdict verdict, Registrar registrar)
    {
        var form = candidate.Form;
        var numbers = Numbered(number, verdict, registrar.Now);
        var standing = new StudentStanding
        {
            StudentId = keys.Student,
            Number = numbers.Current!.Number,
            NumberState = verdict.State,
            SchoolId = place.SchoolId,
            ClassId = place.ClassId,
            CountyId = place.CountyId,
            OnRoll = true,
            StatusCode = PupilStatus.InSchool,
            RegisteredAt = registrar.Now,
            HomeCenter = registrar.CenterCode,
            RowVersion = 1,
        };
        return new Admission
        {
            Student = StudentRow.Of(candidate, standing, registrar.Pinyin),
            Family = StudentRow.Family(form, keys.Student),
            Enrollment = Enrolled(form, place, keys, registrar),
            Numbers = numbers,
            Document = candidate.IsDocumented ? candidate.Document : null,
            Likeness = candidate.Likeness!.Value,
            Extra = form.Extra,
        };
    }

    private static StudentNumberHistory Numbered(StudentNumber number, NumberVerdict verdict, DateTimeOffset now)
    {
        var history = new StudentNumberHistory(new NumberPeriod(number, now, null, "建立学籍"));
        return verdict.Number is { } issued && issued != number ? history.Add(issued, now, "查重通过") : history;
    }

    private static EnrollmentRecord Enrolled(
        StudentForm form, EntryClass place, (long Student, long Enrollment) keys, Registrar registrar)
    {
        var entered = DateOnly.ParseExact(form.EntryMonth!, "yyyyMM", CultureInfo.InvariantCulture);
        return new EnrollmentRecord
        {
            StudentId = keys.Student,
            EnrollmentId = keys.Enrollment,
            SchoolId = place.SchoolId,
            ClassId = place.ClassId,
            Stage = (int)place.Stage,
            StatusCode = PupilStatus.InSchool,
            StartedOn = entered < registrar.Today ? entered : registrar.Today,
            StartKind = StartKind,
            RegisteredBy = registrar.UserId,
            RegisteredAt = registrar.Now,
        };
    }
}

/// <summary>Who registers, when, and in which center.</summary>
public sealed record Registrar(long UserId, string CenterCode, DateTimeOffset Now, Reference.Pinyin Pinyin)
{
    public DateOnly Today => BeijingTime.DayOf(Now);
}
