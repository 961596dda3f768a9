using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Storage.Cases;

/// <summary>The pupil of a case, as much as every party of it may see (docs/rules.md §7.4); numbers are masked by their type.</summary>
public sealed record CasePupil
{
    public long StudentId { get; init; }
    public string Name { get; init; } = "";
    public StudentNumber StudentNumber { get; init; }
    public string SexCode { get; init; } = "";
    public DateOnly BirthDate { get; init; }
    public string StatusCode { get; init; } = "";
    public string Grade { get; init; } = "";
    public string ClassName { get; init; } = "";
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";
}

/// <summary>Everything about a case that one of its parties needs to decide it.</summary>
/// <param name="Open">Where it waits; null when it has ended.</param>
/// <param name="Names">Of the organizations that are named in the rows.</param>
public sealed record CaseView(
    CaseFile File,
    IReadOnlyList<CaseStep> Steps,
    IReadOnlyList<CaseDecision> Decisions,
    IReadOnlyList<CaseEvent> Events,
    OpenCase? Open,
    CasePupil Pupil,
    IReadOnlyDictionary<long, string> Names)
{
    public CaseProgress Progress { get; } = CaseProgress.Of(File, Steps, Decisions);
}

/// <summary>Reads cases for their parties.</summary>
public sealed class CaseQueries(DbSession session, CaseStore store)
{
    private static readonly Sql Events =
        CaseTables.Event.Select("WHERE student_id = @StudentId AND case_id = @CaseId ORDER BY happened_at, kind");

    private static readonly Sql Pupil = Sql.Portable(
        """
        SELECT p.student_id, p.name, p.student_number, p.sex_code, p.birth_date, p.status_code, c.grade, c.name AS class_name, p.school_id,
               o.name AS school_name
        FROM dbo.student AS p
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        JOIN dbo.organization AS o ON o.organization_id = p.school_id
        WHERE p.student_id = @StudentId
        """);

    private static readonly Sql OrganizationNames = Sql.Portable("SELECT o.organization_id, o.name FROM dbo.organization AS o WHERE o.organization_id IN {ids @ids}");

    /// <summary>Null when the organization is no party of it.</summary>
    public async Task<CaseView?> ReadAsync(long caseId, long scope, CancellationToken cancel)
    {
        if (await store.FindAsync(caseId, scope, cancel) is not { } file)
            return null;
        var key = new { file.StudentId, file.CaseId };
        var steps = await store.StepsAsync(file, cancel);
        var decisions = await store.DecisionsAsync(file, cancel);
        var open = await store.OpenAsync(file.StudentId, file.CaseId, cancel);
        var events = await session.QueryAsync<CaseEvent>(Events, key, cancel);
        var pupil = await session.FirstOrDefaultAsync<CasePupil>(Pupil, key, cancel);
        long?[] named = [file.OrganizationId, file.FromSchoolId, file.ToSchoolId, open?.OrganizationId, open?.EscalatedTo];
        var ids = named.OfType<long>().Concat(decisions.Select(d => d.OrganizationId)).Concat(events.Select(e => e.OrganizationId)).Distinct();
        var names = await session.QueryAsync<(long Id, string Name)>(OrganizationNames, new { ids = JsonList.Of(ids) }, cancel);
        return new CaseView(file, steps, decisions, events, open, pupil!, names.ToDictionary(n => n.Id, n => n.Name));
    }
}
