using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Storage.Enrollment;

/// <summary>The graduation of a year; see <see cref="IGraduationStore"/>.</summary>
public sealed class GraduationStore(DbSession session) : IGraduationStore
{
    private static readonly Sql Graduating = Sql.Portable(
        $$"""
        SELECT c.class_id, p.student_id, p.name
        FROM dbo.school_class AS c JOIN dbo.student AS p ON p.class_id = c.class_id
        WHERE c.school_id = @schoolId AND p.status_code = @status AND {{GraduatingClasses.Condition}}
          AND NOT EXISTS (SELECT 1 FROM dbo.enrollment_change AS x
                          WHERE x.student_id = p.student_id AND x.state = 'open' AND x.kind IN {codes @kinds})
        ORDER BY c.class_id, p.student_id
        """);

    private static readonly Sql Waiting = Sql.Portable(
        """
        SELECT x.student_id, x.change_id, x.row_version, p.name
        FROM dbo.open_case AS w
        JOIN dbo.enrollment_change AS x ON x.student_id = w.student_id AND x.change_id = w.case_id
        JOIN dbo.student AS p ON p.student_id = w.student_id
        WHERE w.organization_id = @organizationId AND x.kind IN {codes @kinds} AND (@schoolId IS NULL OR x.school_id = @schoolId)
        ORDER BY w.due_on, w.case_id
        """);

    public async Task<IReadOnlyList<GraduatingPupil>> GraduatingAsync(long schoolId, CancellationToken cancel) =>
        [.. (await session.QueryAsync<(long Class, long Pupil, string Name)>(
            Graduating,
            new
            {
                schoolId, status = Ansi.Code(PupilStatus.InSchool),
                kinds = JsonList.Of(GraduationRequest.Kinds), sixThree = GraduatingClasses.SixThree,
                fiveFour = GraduatingClasses.FiveFour,
            },
            cancel)).Select(row => new GraduatingPupil(row.Class, row.Pupil, row.Name))];

    public async Task<IReadOnlyList<WaitingGraduation>> WaitingAsync(
        long organizationId, long? schoolId, CancellationToken cancel) =>
        [.. (await session.QueryAsync<(long Pupil, long Change, int Version, string Name)>(
            Waiting, new { organizationId, schoolId, kinds = JsonList.Of(GraduationRequest.Kinds) }, cancel))
            .Select(row => new WaitingGraduation(row.Pupil, row.Change, row.Version, row.Name))];
}
