using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Students;

/// <summary>
/// One pupil with everything that the form says of him, in one trip to the server: the look-up that is asked most.
/// </summary>
internal static class WholeStudent
{
    public static readonly Sql ById = Sql.Rendered(Text("@studentId"));

    public static readonly Sql ByNumber = Sql.Rendered(
        Text("(SELECT n.student_id FROM dbo.student_number AS n WHERE n.number = @number)"));

    public static readonly Sql ByDocument = Sql.Rendered(Text(
        "(SELECT d.student_id FROM dbo.identity_document AS d WHERE d.document_type = @type AND d.document_number = @number)"));

    /// <param name="sql">One of the statements above; besides the key it takes <c>@scope</c>.</param>
    /// <returns>Null when there is no such pupil inside the scope.</returns>
    public static Task<StudentRecord?> ReadAsync(DbSession session, Sql sql, object parameters, CancellationToken cancel) =>
        session.QueryManyAsync(
            sql,
            parameters,
            async results =>
            {
                if (await results.FirstOrDefaultAsync<Student>() is not { } student)
                    return null;
                var family = await results.ListAsync<FamilyMember>();
                var extra = await results.ListAsync<ExtraFieldRow>();
                return new StudentRecord(student, family, extra.ToDictionary(field => field.FieldCode, field => field.Value));
            },
            cancel);

    // SchoolInScope speaks of s.school_id, which the pupil's own row has.
    private static string Text(string key) =>
        $"""
        SELECT {StudentTables.Student.SelectListOf("s")} FROM dbo.student AS s WHERE s.student_id = {key} AND {Scope.SchoolInScope};
        SELECT {StudentTables.Family.SelectListOf("f")} FROM dbo.student_family_member AS f WHERE f.student_id = {key} ORDER BY f.member_number;
        SELECT {StudentTables.Extra.SelectListOf("e")} FROM dbo.student_extra_field AS e WHERE e.student_id = {key}
        """;
}
