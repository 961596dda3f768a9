using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Storage.Cases;

/// <summary>Cases and where they wait; see <see cref="ICaseStore"/>.</summary>
public sealed class CaseStore(DbSession session) : ICaseStore
{
    private static readonly Sql Find = Sql.Rendered(
        $"SELECT {CaseTables.File.SelectListOf("f")} FROM dbo.case_file AS f WHERE f.case_id = @caseId AND {CaseTables.IsParty}");

    private static readonly string Running =
        $"""
        SELECT {CaseTables.File.SelectListOf("f")} FROM dbo.case_file AS f
        JOIN dbo.open_case AS w ON w.student_id = f.student_id AND w.case_id = f.case_id
        """;

    private static readonly Sql RunningOfSchool = Sql.Rendered(
        Running + " WHERE w.organization_id = @schoolId OR f.organization_id = @schoolId OR f.to_school_id = @schoolId ORDER BY f.case_id");

    private static readonly Sql RunningOfClasses = Sql.Rendered(
        Running + " JOIN dbo.student AS p ON p.student_id = f.student_id WHERE p.class_id IN {ids @classIds} ORDER BY f.case_id");

    private static readonly Sql RunningOfPupil = CaseTables.Open.Select(
        "WHERE student_id = @studentId AND organization_id IS NOT NULL ORDER BY case_id");

    private static readonly Sql RunningOfBureau = Sql.Rendered(
        Running +
        """
         WHERE w.organization_id = @bureauId AND w.node <> 'completion'
           AND (f.to_school_id = @schoolId OR EXISTS (SELECT 1 FROM dbo.student AS p
                WHERE (p.student_id = f.student_id OR p.student_id = f.other_student_id) AND p.school_id = @schoolId))
         ORDER BY f.case_id
        """);

    private static readonly Sql HandSteps = Sql.Portable(
        """
        UPDATE dbo.enrollment_change_step SET organization_id = CASE role WHEN 'supervising_bureau' THEN @toBureauId
            ELSE COALESCE((SELECT o.parent_id FROM dbo.organization AS o WHERE o.organization_id = @toBureauId), @toBureauId) END
        WHERE role IN ('supervising_bureau', 'higher_bureau') AND decision IS NULL AND EXISTS
            (SELECT 1 FROM dbo.enrollment_change AS x WHERE x.student_id = enrollment_change_step.student_id
               AND x.change_id = enrollment_change_step.change_id AND x.school_id = @schoolId AND x.state = 'open')
        """);

    private static readonly Sql HandChanges = Sql.Rendered(
        $"""
        UPDATE dbo.open_case SET escalated_to = {AboveIfEscalated("@toBureauId")}, organization_id =
            (SELECT t.organization_id FROM dbo.enrollment_change_step AS t WHERE t.student_id = open_case.student_id
               AND t.change_id = open_case.case_id AND t.step_number = open_case.step_number)
        WHERE kind = 'enrollment_change' AND node IN ('supervising_bureau', 'higher_bureau') AND EXISTS
            (SELECT 1 FROM dbo.enrollment_change AS x WHERE x.student_id = open_case.student_id AND x.change_id = open_case.case_id
               AND x.school_id = @schoolId AND x.state = 'open')
        """);

    private static readonly Sql HandEscalated = Sql.Portable(
        "UPDATE dbo.open_case SET escalated_to = @toBureauId WHERE organization_id = @schoolId AND escalated_to = @fromBureauId");

    private static readonly Sql FindByNumber = CaseTables.File.Select("WHERE case_id = @caseId");

    // Held as it is read: a school that ends meanwhile waits, and then sees what came to wait for it.
    private static readonly Sql Acting = Sql.Portable(
        """
        SELECT CASE s.status WHEN 'active' THEN s.school_id ELSE s.supervising_id END AS acting_id
        FROM dbo.school AS s {hold} WHERE s.school_id = @organizationId {hold s}
        """);

    // A case that waits at a step which has approved waits only to be put into effect.
    private static readonly Sql Blocked = Sql.Portable(
        """
        SELECT w.case_id FROM dbo.open_case AS w WHERE w.center IS NULL AND (w.node IN ('clear', 'check') OR (w.node = 'placement' AND EXISTS
            (SELECT 1 FROM dbo.case_decision AS d WHERE d.student_id = w.student_id AND d.case_id = w.case_id AND d.step_number = w.step_number
               AND d.verdict = 'approve')))
        ORDER BY w.case_id
        """);

    // Of pupils also the case by which one was merged into another.
    private static readonly Sql Arrived = CaseTables.File.Select(
        """
        WHERE case_id IN (SELECT f.case_id FROM dbo.case_file AS f WHERE f.case_id IN {ids @caseIds}
                          UNION SELECT f.case_id FROM dbo.case_file AS f WHERE f.student_id IN {ids @studentIds}
                          UNION SELECT m.case_id FROM dbo.student_merge AS m WHERE m.student_id IN {ids @studentIds})
        ORDER BY case_id
        """);

    // As UX_open_case_pupil and UX_open_case_transfer have it.
    private static readonly Sql FindRivals = Sql.Portable(
        """
        SELECT SUM(CASE WHEN w.holds = 'pupil' THEN 1 ELSE 0 END) AS freezing, SUM(CASE WHEN w.kind = 'transfer' AND @Kind = 'transfer' THEN 1 ELSE 0 END) AS transfers
        FROM dbo.open_case AS w WHERE w.student_id = @StudentId AND w.case_id <> @CaseId
        """);

    private static readonly Sql Standing = Sql.Rendered(CaseTables.Standing);

    private static readonly Sql Decisions = Sql.Rendered(CaseTables.Decisions);

    private static readonly Sql Open = Sql.Rendered(CaseTables.Waiting);

    private static readonly Sql HasEvent = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.case_event
        WHERE student_id = @StudentId AND case_id = @CaseId AND step_number = @StepNumber AND round = @Round AND kind = @kind
        """);

    private static readonly Sql HasSaid = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.case_event WHERE student_id = @StudentId AND case_id = @CaseId AND step_number = @StepNumber AND round = @Round
          AND kind = @kind AND organization_id = @OrganizationId AND detail = @Detail
        """);

    private static readonly Sql Resubmitted = Sql.Portable(
        "SELECT MAX(e.happened_at) AS happened_at FROM dbo.case_event AS e WHERE e.student_id = @StudentId AND e.case_id = @CaseId AND e.kind = @kind");

    private static readonly Sql HasHappened = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.case_event AS e WHERE e.student_id = @StudentId AND e.case_id = @CaseId AND e.kind = @kind");

    private static readonly Sql JointCases = Sql.Portable(
        "SELECT w.case_id FROM dbo.open_case AS w WHERE w.student_id = @studentId AND w.kind = 'duplicate' ORDER BY w.case_id");

    private static readonly Sql HasProof = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.stored_file AS f
        WHERE f.file_hash = @hash AND f.media_type IN ('image/jpeg', 'image/png', 'application/pdf')
        """);

    private static readonly Sql HandOver = Sql.Rendered(
        $"""
        UPDATE dbo.open_case SET organization_id = @to, escalated_to = {AboveIfEscalated("@to")}
        WHERE student_id = @StudentId AND case_id = @CaseId AND step_number = @StepNumber AND round = @Round AND organization_id = @OrganizationId
        """);

    private static readonly Sql Leave = Sql.Portable(
        """
        DELETE FROM dbo.open_case
        WHERE student_id = @StudentId AND case_id = @CaseId AND step_number = @StepNumber AND round = @Round AND node = @node
        """);

    private static readonly Sql Release = Sql.Portable(
        "DELETE FROM dbo.open_case WHERE student_id = @studentId AND case_id = @caseId");

    private static string AboveIfEscalated(string holder) =>
        $"""
        CASE WHEN escalated_to IS NULL THEN NULL ELSE COALESCE(
            (SELECT COALESCE(s.supervising_id, h.parent_id) FROM dbo.organization AS h LEFT JOIN dbo.school AS s ON s.school_id = h.organization_id
             WHERE h.organization_id = {holder}), escalated_to) END
        """;

    public async Task AddAsync(CaseFile file, IReadOnlyList<CaseStep> steps, CancellationToken cancel)
    {
        await session.InsertAsync(CaseTables.File, file, cancel);
        foreach (var step in steps)
            await session.InsertAsync(CaseTables.Step, step, cancel);
    }

    public Task<CaseFile?> FindAsync(long caseId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<CaseFile>(Find, new { caseId, scope }, cancel);

    public Task<IReadOnlyList<CaseFile>> RunningOfSchoolAsync(long schoolId, CancellationToken cancel) =>
        session.QueryAsync<CaseFile>(RunningOfSchool, new { schoolId }, cancel);

    public Task<IReadOnlyList<CaseFile>> RunningOfClassesAsync(IReadOnlyCollection<long> classIds, CancellationToken cancel) =>
        session.QueryAsync<CaseFile>(RunningOfClasses, new { classIds = JsonList.Of(classIds) }, cancel);

    public Task<IReadOnlyList<OpenCase>> RunningOfPupilAsync(long studentId, CancellationToken cancel) =>
        session.QueryAsync<OpenCase>(RunningOfPupil, new { studentId }, cancel);

    public Task<IReadOnlyList<long>> JointCasesAsync(long studentId, CancellationToken cancel) =>
        session.QueryAsync<long>(JointCases, new { studentId }, cancel);

    public Task<IReadOnlyList<CaseFile>> RunningOfBureauAsync(long schoolId, long bureauId, CancellationToken cancel) =>
        session.QueryAsync<CaseFile>(RunningOfBureau, new { schoolId, bureauId }, cancel);

    public async Task HandChangesAsync(long schoolId, long fromBureauId, long toBureauId, CancellationToken cancel)
    {
        await session.ExecuteAsync(HandSteps, new { schoolId, toBureauId }, cancel);
        await session.ExecuteAsync(HandChanges, new { schoolId, toBureauId }, cancel);
        await session.ExecuteAsync(HandEscalated, new { schoolId, fromBureauId, toBureauId }, cancel);
    }

    public Task<CaseFile?> FindByNumberAsync(long caseId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<CaseFile>(FindByNumber, new { caseId }, cancel);

    public async Task<long> ActingForAsync(long organizationId, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<long?>(Acting, new { organizationId }, cancel) ?? organizationId;

    public Task<IReadOnlyList<CaseFile>> ArrivedAsync(
        IReadOnlyCollection<long> caseIds, IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        session.QueryAsync<CaseFile>(
            Arrived, new { caseIds = JsonList.Of(caseIds), studentIds = JsonList.Of(studentIds) }, cancel);

    public async Task<Rivals> RivalsAsync(CaseFile file, CancellationToken cancel)
    {
        var found = await session.FirstOrDefaultAsync<RivalRow>(
            FindRivals, new { file.StudentId, file.CaseId, Kind = Ansi.Code(file.Kind) }, cancel);
        return new Rivals(found?.Freezing > 0, found?.Transfers > 0);
    }

    public Task<IReadOnlyList<long>> BlockedAsync(CancellationToken cancel) => session.QueryAsync<long>(Blocked, null, cancel);

    public Task<CaseStanding> StandingAsync(CaseFile file, CancellationToken cancel) =>
        session.QueryManyAsync(Standing, new { file.StudentId, file.CaseId }, CaseTables.StandingAsync, cancel);

    public Task<IReadOnlyList<CaseDecision>> DecisionsAsync(CaseFile file, CancellationToken cancel) =>
        session.QueryAsync<CaseDecision>(Decisions, new { file.StudentId, file.CaseId }, cancel);

    public Task<OpenCase?> OpenAsync(long studentId, long caseId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<OpenCase>(Open, new { StudentId = studentId, CaseId = caseId }, cancel);

    public async Task<DateTimeOffset?> ResubmittedAtAsync(CaseFile file, CancellationToken cancel) => (await session.FirstOrDefaultAsync<MomentRow>(
        Resubmitted, new { file.StudentId, file.CaseId, kind = Ansi.Code(CaseDesk.Resubmitted) }, cancel))?.HappenedAt;

    public Task UpdateAsync(CaseFile file, CancellationToken cancel) => session.UpdateAsync(CaseTables.File, file, cancel);

    public Task AddAsync(CaseDecision decision, CancellationToken cancel) =>
        session.InsertAsync(CaseTables.Decision, decision, cancel);

    public async Task<bool> HasHappenedAsync(CaseFile file, string kind, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<int>(
            HasHappened, new { file.StudentId, file.CaseId, kind = Ansi.Code(kind) }, cancel) > 0;

    public async Task AddAsync(CaseEvent happened, CancellationToken cancel)
    {
        var key = new { happened.StudentId, happened.CaseId, happened.StepNumber, happened.Round, kind = Ansi.Code(happened.Kind) };
        if (await session.FirstOrDefaultAsync<int>(HasEvent, key, cancel) == 0)
            await session.InsertAsync(CaseTables.Event, happened, cancel);
    }

    public async Task SetAsync(CaseEvent happened, CancellationToken cancel)
    {
        // Said before: no news, and other centers have the row as it stands.
        var key = new
        {
            happened.StudentId, happened.CaseId, happened.StepNumber, happened.Round, kind = Ansi.Code(happened.Kind),
            happened.OrganizationId, happened.Detail,
        };
        if (await session.FirstOrDefaultAsync<int>(HasSaid, key, cancel) > 0)
            return;
        if (await session.ExecuteAsync(CaseTables.Event.Update, happened, cancel) == 0)
            await session.InsertAsync(CaseTables.Event, happened, cancel);
    }

    public async Task<bool> HasProofAsync(string hash, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<int>(HasProof, new { hash = Ansi.Code(hash) }, cancel) > 0;

    public Task HandOverAsync(OpenCase open, long organizationId, CancellationToken cancel) => session.ChangeOneAsync(
        HandOver,
        new { open.StudentId, open.CaseId, open.StepNumber, open.Round, open.OrganizationId, to = organizationId }, cancel);

    public Task EnterAsync(OpenCase open, CancellationToken cancel) => session.InsertAsync(CaseTables.Open, open, cancel);

    public Task FreezeAsync(PupilFreeze freeze, CancellationToken cancel) =>
        session.InsertAsync(CaseTables.Freeze, freeze, cancel);

    public Task LeaveAsync(OpenCase open, CancellationToken cancel) => session.ChangeOneAsync(
        Leave, new { open.StudentId, open.CaseId, open.StepNumber, open.Round, node = Ansi.Code(open.Node) }, cancel);

    public Task ReleaseAsync(long studentId, long caseId, CancellationToken cancel) =>
        session.ExecuteAsync(Release, new { studentId, caseId }, cancel);

    private sealed record MomentRow
    {
        public DateTimeOffset? HappenedAt { get; init; }
    }

    private sealed record RivalRow
    {
        public int? Freezing { get; init; }
        public int? Transfers { get; init; }
    }
}
