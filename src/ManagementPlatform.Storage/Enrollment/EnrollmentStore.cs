using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Enrollment;

/// <summary>Changes of enrolment and what they do to pupils; see <see cref="IEnrollmentStore"/>.</summary>
public sealed class EnrollmentStore(DbSession session) : IEnrollmentStore
{
    // The school is held: who supervises it stays, so that a change waits where it is looked for.
    private static readonly Sql FindPupil = Sql.Portable(
        $$"""
        SELECT p.student_id, p.row_version, p.status_code, p.on_roll, e.enrollment_id, e.started_on, p.inclusive_education_code, p.disability_code,
               c.class_id, c.school_id, c.grade, c.schooling_system, c.status AS class_status, s.supervising_id, o.region_code AS province_code,
               (SELECT COUNT(*) FROM dbo.open_case AS w WHERE w.student_id = p.student_id AND w.holds = 'pupil') AS open_cases
        FROM dbo.student AS p
        JOIN dbo.school AS s {hold} ON s.school_id = p.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.province_id
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        JOIN dbo.enrollment AS e ON e.student_id = p.student_id AND e.enrollment_id =
            {{EnrollmentTables.LastStay}}
        WHERE p.student_id = @studentId AND {{Scope.SchoolInScope}} {hold s}
        """);

    private static readonly Sql PupilsInClass = Sql.Portable(
        $"""
        SELECT p.student_id FROM dbo.student AS p JOIN dbo.school AS s ON s.school_id = p.school_id
        WHERE p.class_id = @classId AND p.status_code = @status AND {Scope.SchoolInScope} ORDER BY p.student_id
        """);

    // Held, so that nobody dissolves the class before the pupil is in it.
    private static readonly Sql FindClass = Sql.Portable(
        $$"""
        SELECT c.class_id, c.school_id, c.grade, c.schooling_system, c.status AS class_status
        FROM dbo.school_class AS c {hold} JOIN dbo.school AS s {hold} ON s.school_id = c.school_id
        WHERE c.class_id = @classId AND {{Scope.SchoolInScope}} {hold c, s}
        """);

    // The suspension that began it gives the grade, the last extension the day.
    private static readonly Sql Suspensions = Sql.Portable(
        """
        SELECT x.kind, x.from_grade, x.until_on FROM dbo.enrollment_change AS x
        WHERE x.student_id = @studentId AND x.state = 'approved' AND x.kind IN ('suspend', 'extend_suspension') ORDER BY x.change_id DESC
        """);

    private static readonly Sql CountGrade = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.student AS p JOIN dbo.school_class AS c ON c.class_id = p.class_id
        WHERE p.school_id = @schoolId AND p.on_roll = @yes AND c.grade = @grade
        """);

    private static readonly Sql CountRepeaters = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.enrollment_change AS x
        WHERE x.school_id = @schoolId AND x.state = 'approved' AND x.kind = 'repeat_grade' AND x.from_grade = @grade AND x.effective_on >= @since
        """);

    private static readonly Sql HasFile = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.student_file AS f WHERE f.student_id = @studentId AND f.file_hash = @hash");

    private static readonly Sql Above = Sql.Portable(
        "SELECT o.parent_id FROM dbo.organization AS o WHERE o.organization_id = @organizationId");

    private static readonly Sql FindChange = Sql.Rendered(
        $$"""
        SELECT {{Columns("x", EnrollmentTables.Change.SelectList)}} FROM dbo.enrollment_change AS x
        JOIN dbo.school AS s {hold} ON s.school_id = x.school_id
        WHERE x.student_id = @studentId AND x.change_id = @changeId AND {{Scope.SchoolInScope}} {hold s}
        """);

    private static readonly Sql ReleaseDecided = Sql.Portable(
        """
        DELETE FROM dbo.open_case WHERE kind = 'enrollment_change' AND student_id IN {ids @ids} AND NOT EXISTS
            (SELECT 1 FROM dbo.enrollment_change AS x WHERE x.student_id = open_case.student_id AND x.change_id = open_case.case_id
               AND x.state = 'open' AND x.step_number = open_case.step_number)
        """);

    private static readonly Sql Unplaced = EnrollmentTables.Change.Select(
        """
        WHERE state = 'open' AND student_id IN {ids @ids}
          AND EXISTS (SELECT 1 FROM dbo.student AS p JOIN dbo.center AS h ON h.center_code = p.home_center WHERE p.student_id = enrollment_change.student_id)
          AND NOT EXISTS (SELECT 1 FROM dbo.open_case AS w WHERE w.student_id = enrollment_change.student_id AND w.holds = 'pupil')
        ORDER BY student_id, change_id
        """);

    private static readonly Sql Steps = EnrollmentTables.Step.Select(
        "WHERE student_id = @studentId AND change_id = @changeId ORDER BY step_number");

    private static readonly Sql Decide = Sql.Portable(
        """
        UPDATE dbo.enrollment_change_step
        SET organization_id = @OrganizationId, decision = @Decision, opinion = @Opinion, decided_by = @DecidedBy, decided_at = @DecidedAt
        WHERE student_id = @StudentId AND change_id = @ChangeId AND step_number = @StepNumber AND decision IS NULL
        """);

    private static readonly Sql Touch = Sql.Portable(
        "UPDATE dbo.student SET row_version = row_version + 1 WHERE student_id = @StudentId AND row_version = @Version");

    private static readonly Sql Place = Sql.Portable(
        """
        UPDATE dbo.student SET status_code = @Status, on_roll = @OnRoll, class_id = @ClassId, row_version = row_version + 1
        WHERE student_id = @StudentId AND row_version = @Version
        """);

    private static readonly Sql PlaceEnrollment = Sql.Portable(
        """
        UPDATE dbo.enrollment SET status_code = @Status, class_id = @ClassId, ended_on = @endedOn, end_kind = @endKind
        WHERE student_id = @StudentId AND enrollment_id = @EnrollmentId
        """);

    public async Task<PupilPlace?> FindPupilAsync(long studentId, long scope, CancellationToken cancel) =>
        (await session.FirstOrDefaultAsync<PlaceRow>(FindPupil, new { studentId, scope }, cancel))?.ToPupil();

    public Task<IReadOnlyList<long>> PupilsInClassAsync(long classId, long scope, CancellationToken cancel) =>
        session.QueryAsync<long>(PupilsInClass, new { classId, status = Ansi.Code(PupilStatus.InSchool), scope }, cancel);

    public async Task<ClassPlace?> FindClassAsync(long classId, long scope, CancellationToken cancel) =>
        (await session.FirstOrDefaultAsync<PlaceRow>(FindClass, new { classId, scope }, cancel))?.ToClass();

    public async Task<Suspension?> FindSuspensionAsync(long studentId, CancellationToken cancel)
    {
        var latest = await session.QueryAsync<(string Kind, string Grade, DateOnly Until)>(
            Suspensions, new { studentId }, cancel);
        var renewals = latest.TakeWhile(s => s.Kind != "suspend").Count();
        return latest.Count == 0 ? null : new Suspension(Grade.Parse(latest[renewals].Grade), latest[0].Until, renewals);
    }

    public async Task<(int Pupils, int Repeaters)> CountRepeatersAsync(
        long schoolId, string grade, DateOnly since, CancellationToken cancel)
    {
        var parameters = new { schoolId, grade = Ansi.Code(grade), since, yes = true };
        return (await session.FirstOrDefaultAsync<int>(CountGrade, parameters, cancel),
            await session.FirstOrDefaultAsync<int>(CountRepeaters, parameters, cancel));
    }

    public async Task<bool> HasFileAsync(long studentId, string hash, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<int>(HasFile, new { studentId, hash = Ansi.Code(hash) }, cancel) > 0;

    public Task<long?> BureauAboveAsync(long organizationId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<long?>(Above, new { organizationId }, cancel);

    public async Task AddAsync(EnrollmentChange change, IReadOnlyList<EnrollmentChangeStep> steps, CancellationToken cancel)
    {
        await session.InsertAsync(EnrollmentTables.Change, change, cancel);
        foreach (var step in steps)
            await session.InsertAsync(EnrollmentTables.Step, step, cancel);
    }

    public Task<EnrollmentChange?> FindChangeAsync(long studentId, long changeId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<EnrollmentChange>(FindChange, new { studentId, changeId, scope }, cancel);

    public Task ReleaseDecidedAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        session.ExecuteAsync(ReleaseDecided, new { ids = JsonList.Of(studentIds) }, cancel);

    public Task<IReadOnlyList<EnrollmentChange>> UnplacedAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        session.QueryAsync<EnrollmentChange>(Unplaced, new { ids = JsonList.Of(studentIds) }, cancel);

    public Task<IReadOnlyList<EnrollmentChangeStep>> StepsAsync(long studentId, long changeId, CancellationToken cancel) =>
        session.QueryAsync<EnrollmentChangeStep>(Steps, new { studentId, changeId }, cancel);

    public Task UpdateAsync(EnrollmentChange change, CancellationToken cancel) =>
        session.UpdateAsync(EnrollmentTables.Change, change, cancel);

    public Task DecideAsync(EnrollmentChangeStep step, CancellationToken cancel) => session.ChangeOneAsync(Decide, step, cancel);

    public Task TouchAsync(PupilPlace pupil, CancellationToken cancel) =>
        session.ChangeOneAsync(Touch, new { pupil.StudentId, pupil.Version }, cancel);

    public async Task ApplyAsync(PupilPlace pupil, EnrollmentChange change, Placement placement, CancellationToken cancel)
    {
        await session.ChangeOneAsync(
            Place, new { pupil.StudentId, pupil.Version, placement.Status, placement.OnRoll, placement.ClassId }, cancel);
        if (placement.NewEnrollmentId is { } enrollmentId)
        {
            await session.InsertAsync(EnrollmentTables.Enrollment, Opened(pupil, change, placement, enrollmentId), cancel);
            return;
        }

        await session.ExecuteAsync(
            PlaceEnrollment,
            new
            {
                pupil.StudentId,
                pupil.EnrollmentId,
                placement.Status,
                placement.ClassId,
                endedOn = placement.OnRoll ? (DateOnly?)null : change.EffectiveOn,
                endKind = placement.OnRoll ? null : change.Kind,
            },
            cancel);
    }

    private static EnrollmentRecord Opened(
        PupilPlace pupil, EnrollmentChange change, Placement placement, long enrollmentId) => new()
    {
        StudentId = pupil.StudentId,
        EnrollmentId = enrollmentId,
        SchoolId = change.SchoolId,
        ClassId = placement.ClassId,
        Stage = (int)pupil.Class.Stage,
        StatusCode = placement.Status,
        StartedOn = change.EffectiveOn,
        StartKind = change.Kind,
        RegisteredBy = change.SubmittedBy,
        RegisteredAt = change.DecidedAt!.Value,
    };

    private static string Columns(string alias, string list) => string.Join(", ", list.Split(", ").Select(c => $"{alias}.{c}"));

    private sealed record PlaceRow
    {
        public long StudentId { get; init; }
        public int RowVersion { get; init; }
        public string StatusCode { get; init; } = "";
        public bool OnRoll { get; init; }
        public long EnrollmentId { get; init; }
        public DateOnly StartedOn { get; init; }
        public string? InclusiveEducationCode { get; init; }
        public string? DisabilityCode { get; init; }
        public long ClassId { get; init; }
        public long SchoolId { get; init; }
        public string Grade { get; init; } = "";
        public string SchoolingSystem { get; init; } = "";
        public string ClassStatus { get; init; } = "";
        public long SupervisingId { get; init; }
        public string ProvinceCode { get; init; } = "";
        public int OpenCases { get; init; }

        public ClassPlace ToClass() => ClassPlace.Stored(ClassId, SchoolId, Grade, SchoolingSystem, ClassStatus);

        public PupilPlace ToPupil() => new(
            StudentId, RowVersion, StatusCode, OnRoll, EnrollmentId, StartedOn, ToClass(), SupervisingId, ProvinceCode,
            InclusiveEducationCode is not (null or "0") || DisabilityCode is not (null or "0"), OpenCases > 0);
    }
}
