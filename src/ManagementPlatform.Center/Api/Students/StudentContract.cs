using System.Globalization;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

/// <summary>A pupil as one resource: where he stands, and what the form says of him.</summary>
/// <param name="StudentNumber">学籍号; masked except in a reveal.</param>
/// <param name="BirthDate">Masked to the year: with it the citizen ID could be put together again from its masked form.</param>
/// <param name="Form">
/// As it is sent to register, without the fields that the mask takes away; what comes back masked is left as it is.
/// </param>
public sealed record StudentContract(
    long StudentId,
    string StudentNumber,
    string NumberState,
    long SchoolId,
    long ClassId,
    long CountyId,
    bool OnRoll,
    string StatusCode,
    string BirthDate,
    string? PhotoHash,
    DateTimeOffset RegisteredAt,
    StudentForm Form)
{
    public static readonly StudentContract Example = Masked(StudentExamples.Record);

    public static StudentContract Masked(StudentRecord record) => Of(
        record,
        MaskedForm.Of(record.ToForm()),
        Masking.StudentNumber(record.Student.StudentNumber.Text),
        Masking.BirthDate(record.Student.BirthDate));

    /// <summary>In clear: only for answers whose reading is in the audit trail.</summary>
    public static StudentContract Revealed(StudentRecord record) => Of(
        record,
        record.ToForm(),
        record.Student.StudentNumber.Text,
        record.Student.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static StudentContract Of(StudentRecord record, StudentForm form, string number, string birthDate) => new(
        record.Student.StudentId,
        number,
        record.Student.NumberState,
        record.Student.SchoolId,
        record.Student.ClassId,
        record.Student.CountyId,
        record.Student.OnRoll,
        record.Student.StatusCode,
        birthDate,
        record.Student.PhotoHash,
        record.Student.RegisteredAt,
        form with { StudentNumber = null });
}

/// <summary>A pupil and what somebody should look at.</summary>
public sealed record StudentAnswer(StudentContract Student, IReadOnlyList<Problem> Warnings)
{
    public static readonly StudentAnswer Example = new(
        StudentContract.Example, [new Problem("one_family_member", "家庭成员一般应填写两人，目前只有一人。", "family")]);
}

/// <summary>A pupil as lists show him.</summary>
public sealed record StudentItem(
    long StudentId,
    StudentNumber StudentNumber,
    string NumberState,
    string Name,
    string SexCode,
    string BirthDate,
    long SchoolId,
    long ClassId,
    string ClassName,
    string Grade,
    string StatusCode,
    bool OnRoll,
    int Version)
{
    public static readonly StudentItem Example = new(
        510_000_000_012_345, Core.Codes.StudentNumber.Parse("L510107202003154821"), "pending", "李思远", "1", "2020-**-**",
        510_000_000_000_045, 510_000_000_000_301, "一年级1班", "21", "01", true, 3);

    public static StudentItem Of(Storage.Students.StudentListItem row) => new(
        row.StudentId, row.StudentNumber, row.NumberState, row.Name, row.SexCode, Masking.BirthDate(row.BirthDate), row.SchoolId,
        row.ClassId, row.ClassName, row.Grade, row.StatusCode, row.OnRoll, row.RowVersion);
}
