using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Students;

/// <summary>Whole pupils, read and written; see <see cref="IStudentStore"/>.</summary>
public sealed class StudentStore(DbSession session) : IStudentStore
{
    private static readonly Sql Students = Sql.Rendered(
        $$"""
        SELECT {{StudentTables.Student.SelectListOf("p")}}
        FROM dbo.student AS p JOIN dbo.school AS s ON s.school_id = p.school_id
        WHERE p.student_id IN {ids @ids} AND {{Scope.SchoolInScope}}
        """);

    private static readonly Sql Families = StudentTables.Family.Select(
        "WHERE student_id IN {ids @ids} ORDER BY student_id, member_number");
    private static readonly Sql Extras = StudentTables.Extra.Select("WHERE student_id IN {ids @ids}");
    private static readonly Sql DeleteFamily = Sql.Portable(
        "DELETE FROM dbo.student_family_member WHERE student_id = @studentId");
    private static readonly Sql DeleteExtras = Sql.Portable("DELETE FROM dbo.student_extra_field WHERE student_id = @studentId");

    private const string Hit =
        """
        SELECT p.student_id, p.student_number, p.number_state, p.name, o.name AS school_name, o.region_code, c.grade, p.status_code, p.on_roll
        FROM dbo.student AS p
        JOIN dbo.organization AS o ON o.organization_id = p.school_id
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        WHERE p.student_id =
        """;

    private static readonly Sql HitByNumber = Sql.Rendered(
        Hit + " (SELECT n.student_id FROM dbo.student_number AS n WHERE n.number = @number)");

    private static readonly Sql HitByDocument = Sql.Rendered(
        Hit + " (SELECT d.student_id FROM dbo.identity_document AS d WHERE d.document_type = @type AND d.document_number = @number)");

    public async Task<IReadOnlyList<StudentRecord>> FindAsync(
        IReadOnlyCollection<long> studentIds, long scope, CancellationToken cancel)
    {
        var ids = JsonList.Of(studentIds);
        var students = await session.QueryAsync<Student>(Students, new { ids, scope }, cancel);
        if (students.Count == 0)
            return [];
        var families = (await session.QueryAsync<FamilyMember>(Families, new { ids }, cancel))
            .ToLookup(member => member.StudentId);
        var extras = (await session.QueryAsync<ExtraFieldRow>(Extras, new { ids }, cancel)).ToLookup(field => field.StudentId);
        return [.. students.Select(student => new StudentRecord(
            student,
            [.. families[student.StudentId]],
            extras[student.StudentId].ToDictionary(field => field.FieldCode, field => field.Value)))];
    }

    public async Task ReviseAsync(StudentRecord before, StudentRecord after, StudentRevision revision, CancellationToken cancel)
    {
        var studentId = before.Student.StudentId;
        await session.UpdateAsync(StudentTables.Student, after.Student with { RowVersion = before.Student.RowVersion }, cancel);
        if (!before.Family.SequenceEqual(after.Family))
        {
            await session.ExecuteAsync(DeleteFamily, new { studentId }, cancel);
            foreach (var member in after.Family)
                await session.InsertAsync(StudentTables.Family, member, cancel);
        }

        await ReviseExtrasAsync(studentId, before.Extra, after.Extra, cancel);
        await session.InsertAsync(StudentTables.Revision, revision, cancel);
    }

    public Task<StudentHit?> LookUpAsync(StudentNumber? number, IdentityDocument? document, CancellationToken cancel) => document is null
        ? session.FirstOrDefaultAsync<StudentHit>(HitByNumber, new { number }, cancel)
        : session.FirstOrDefaultAsync<StudentHit>(
            HitByDocument, new { type = Ansi.Code(document.Type), number = Ansi.Code(document.Number) }, cancel);

    private async Task ReviseExtrasAsync(
        long studentId, IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after, CancellationToken cancel)
    {
        var rows = ExtraFieldRow.Of(studentId, after).ToList();
        if (rows.Count == before.Count && rows.TrueForAll(row => before.GetValueOrDefault(row.FieldCode) == row.Value))
            return;
        await session.ExecuteAsync(DeleteExtras, new { studentId }, cancel);
        foreach (var row in rows)
            await session.InsertAsync(StudentTables.Extra, row, cancel);
    }
}
