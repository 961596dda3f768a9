using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Storage.Cases;

/// <summary>Cases and where they wait; see <see cref="ICaseStore"/>.</summary>
public sealed class CaseStore(DbSession session) : ICaseStore
{
    private static readonly Sql Find = Sql.Rendered(
        $"SELECT {CaseTables.File.SelectListOf("f")} FROM dbo.case_file AS f WHERE f.case_id = @caseId AND {CaseTables.IsParty}");

    private static readonly Sql Steps = CaseTables.Step.Select("WHERE student_id = @StudentId AND case_id = @CaseId ORDER BY step_number");

    private static readonly Sql Decisions =
        CaseTables.Decision.Select("WHERE student_id = @StudentId AND case_id = @CaseId ORDER BY step_number, round");

    private static readonly Sql Open = CaseTables.Open.Select("WHERE student_id = @studentId AND case_id = @caseId");

    private static readonly Sql HasEvent = Sql.Portable(
        """
        SELECT COUNT(*) FROM dbo.case_event
        WHERE student_id = @StudentId AND case_id = @CaseId AND step_number = @StepNumber AND round = @Round AND kind = @kind
        """);

    private static readonly Sql Leave = Sql.Portable(
        """
        DELETE FROM dbo.open_case
        WHERE student_id = @StudentId AND case_id = @CaseId AND step_number = @StepNumber AND round = @Round AND node = @node
        """);

    public async Task AddAsync(CaseFile file, IReadOnlyList<CaseStep> steps, CancellationToken cancel)
    {
        await session.InsertAsync(CaseTables.File, file, cancel);
        foreach (var step in steps)
            await session.InsertAsync(CaseTables.Step, step, cancel);
    }

    public Task<CaseFile?> FindAsync(long caseId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<CaseFile>(Find, new { caseId, scope }, cancel);

    public Task<IReadOnlyList<CaseStep>> StepsAsync(CaseFile file, CancellationToken cancel) =>
        session.QueryAsync<CaseStep>(Steps, new { file.StudentId, file.CaseId }, cancel);

    public Task<IReadOnlyList<CaseDecision>> DecisionsAsync(CaseFile file, CancellationToken cancel) =>
        session.QueryAsync<CaseDecision>(Decisions, new { file.StudentId, file.CaseId }, cancel);

    public Task<OpenCase?> OpenAsync(long studentId, long caseId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<OpenCase>(Open, new { studentId, caseId }, cancel);

    public Task UpdateAsync(CaseFile file, CancellationToken cancel) => session.UpdateAsync(CaseTables.File, file, cancel);

    public Task AddAsync(CaseDecision decision, CancellationToken cancel) => session.InsertAsync(CaseTables.Decision, decision, cancel);

    public async Task AddAsync(CaseEvent happened, CancellationToken cancel)
    {
        var key = new { happened.StudentId, happened.CaseId, happened.StepNumber, happened.Round, kind = Ansi.Code(happened.Kind) };
        if (await session.FirstOrDefaultAsync<int>(HasEvent, key, cancel) == 0)
            await session.InsertAsync(CaseTables.Event, happened, cancel);
    }

    public Task EnterAsync(OpenCase open, CancellationToken cancel) => session.InsertAsync(CaseTables.Open, open, cancel);

    public Task LeaveAsync(OpenCase open, CancellationToken cancel) => session.ChangeOneAsync(
        Leave, new { open.StudentId, open.CaseId, open.StepNumber, open.Round, node = Ansi.Code(open.Node) }, cancel);
}
