using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Columns;

namespace ManagementPlatform.Etl.Students;

/// <summary>
/// The columns of student tables: the place (school, grade, class), the fields of the national form in its order, two family
/// members and what the province adds. Fields, titles and code tables are those of <see cref="FormFields"/>.
/// </summary>
public static class StudentColumns
{
    public const string SchoolCode = "学校标识码", Grade = "年级", Class = "班级", StudentNumber = "学籍号";

    private const int GradeNumber = 22; // 22 and 23 of the form, 年级 and 班级, are one class in the registry

    private static readonly HashSet<string> PersonalFields =
        ["name", "formerName", "namePinyin", "documentNumber", "residenceAddress", "mailingAddress", "homeAddress", "phone", "email", "studentNumber"];

    public static IReadOnlyList<Column<StudentDraft>> National { get; } =
    [
        Place(SchoolCode, "schoolCode", (draft, text) => draft.SchoolCode = text),
        Text(StudentNumber, "studentNumber", Setter.Of<StudentForm, string?>("studentNumber")),
        .. FormFields.Student.Where(f => f.Number < GradeNumber).Select(Pupil),
        Place(Grade, "grade", (draft, text) => draft.Grade = text),
        Place(Class, "classId", (draft, text) => draft.Class = text) with { IsRequired = true },
        .. FormFields.Student.Where(f => f.Number > GradeNumber).Select(Pupil),
        .. Enumerable.Range(0, StudentDraft.FamilyPlaces).SelectMany(place => FormFields.Family.Select(f => Member(f, place))),
    ];

    /// <summary>The header of a family member's column: 成员1姓名.</summary>
    private static string MemberHeader(string title, int place) =>
        $"成员{place + 1}" + title.Replace("家庭成员", "", StringComparison.Ordinal);

    private static Column<StudentDraft> Pupil(FormField<StudentForm> field) =>
        FieldColumn.Of<StudentDraft, StudentForm>(field, field.Title, field.Name, draft => draft.Form) with
        {
            IsPersonal = PersonalFields.Contains(field.Name),
            Example = StudentColumnTexts.Example(field.Name),
            Note = StudentColumnTexts.Note(field.Name),
        };

    private static Column<StudentDraft> Member(FormField<FamilyMemberForm> field, int place) =>
        FieldColumn.Of<StudentDraft, FamilyMemberForm>(
            field, MemberHeader(field.Title, place), $"family[{place}].{field.Name}", draft => draft.Member(place)) with
        {
            Group = $"family[{place}]",
            IsRequired = false, // whether a second member, and which of his cells, must be there depends on the pupil
            IsPersonal = PersonalFields.Contains(field.Name),
            Example = StudentColumnTexts.Example($"family[{place}].{field.Name}"),
            Note = StudentColumnTexts.Note("family." + field.Name),
        };

    private static Column<StudentDraft> Place(string header, string field, Action<StudentDraft, string> set) => new(header, field)
    {
        Example = StudentColumnTexts.Example(field),
        Note = StudentColumnTexts.Note(field),
        Read = (draft, text, _) =>
        {
            set(draft, text);
            return null;
        },
    };

    private static Column<StudentDraft> Text(string header, string field, Action<StudentForm, string?> set) =>
        Place(header, field, (draft, text) => set(draft.Form, text)) with { IsPersonal = true };
}
