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

/// <summary>One stay of the pupil at a school, as far as every party of a case may see it.</summary>
public sealed record CaseStay
{
    public string SchoolName { get; init; } = "";
    public string StatusCode { get; init; } = "";
    public DateOnly StartedOn { get; init; }
    public string StartKind { get; init; } = "";
    public DateOnly? EndedOn { get; init; }
    public string? EndKind { get; init; }
}

/// <summary>A scanned proof that stands in a case.</summary>
public sealed record ProofFile
{
    public string FileHash { get; init; } = "";
    public string MediaType { get; init; } = "";
    public long SizeBytes { get; init; }
    public DateTimeOffset StoredAt { get; init; }
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
    IReadOnlyList<CaseStay> History,
    IReadOnlyList<ProofFile> Proofs,
    IReadOnlyDictionary<long, string> Names)
{
    public CaseProgress Progress { get; } = CaseProgress.Of(File, Steps, Decisions);

    /// <summary>Null when it has ended.</summary>
    public RunningCase? Running => Open is null || Progress.HasEnded ? null : new RunningCase(File, Steps, Decisions, Progress, Open);
}

/// <summary>Reads cases for their parties.</summary>
public sealed class CaseQueries(DbSession session, CaseStore store)
{
    // Compared with when there is no case, so that the answer takes as long.
    private static readonly string NoHash = new('0', 64);

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

    private static readonly Sql History = Sql.Portable(
        """
        SELECT o.name AS school_name, e.status_code, e.started_on, e.start_kind, e.ended_on, e.end_kind
        FROM dbo.enrollment AS e JOIN dbo.organization AS o ON o.organization_id = e.school_id
        WHERE e.student_id = @StudentId ORDER BY e.enrollment_id
        """);

    private static readonly Sql Proofs = Sql.Portable(
        "SELECT f.file_hash, f.media_type, f.size_bytes, f.stored_at FROM dbo.stored_file AS f WHERE f.file_hash = @hash");

    private static readonly Sql OrganizationNames = Sql.Portable("SELECT o.organization_id, o.name FROM dbo.organization AS o WHERE o.organization_id IN {ids @ids}");

    /// <summary>Null when the organization is no party of it.</summary>
    public async Task<CaseView?> ReadAsync(long caseId, long scope, CancellationToken cancel) =>
        await store.FindAsync(caseId, scope, cancel) is { } file ? await ViewAsync(file, cancel) : null;

    /// <summary>Null when there is no such case, or the code is not its own.</summary>
    public async Task<CaseView?> ReadAsync(long caseId, string progressCode, CancellationToken cancel)
    {
        var file = await store.FindByNumberAsync(caseId, cancel);
        var fits = ProgressCode.Fits(progressCode, file?.ProgressCodeHash ?? NoHash);
        return file is not null && fits ? await ViewAsync(file, cancel) : null;
    }

    private async Task<CaseView> ViewAsync(CaseFile file, CancellationToken cancel)
    {
        var key = new { file.StudentId, file.CaseId };
        var steps = await store.StepsAsync(file, cancel);
        var decisions = await store.DecisionsAsync(file, cancel);
        var open = await store.OpenAsync(file.StudentId, file.CaseId, cancel);
        var events = await session.QueryAsync<CaseEvent>(Events, key, cancel);
        var pupil = await session.FirstOrDefaultAsync<CasePupil>(Pupil, key, cancel);
        var history = await session.QueryAsync<CaseStay>(History, key, cancel);
        var proofs = file.ProofHash is null ? [] : await session.QueryAsync<ProofFile>(Proofs, new { hash = Ansi.Code(file.ProofHash) }, cancel);
        long?[] named = [file.OrganizationId, file.FromSchoolId, file.ToSchoolId, open?.OrganizationId, open?.EscalatedTo];
        var ids = named.OfType<long>().Concat(decisions.Select(d => d.OrganizationId)).Concat(events.Select(e => e.OrganizationId)).Distinct();
        var names = await session.QueryAsync<(long Id, string Name)>(OrganizationNames, new { ids = JsonList.Of(ids) }, cancel);
        return new CaseView(file, steps, decisions, events, open, pupil!, history, proofs, names.ToDictionary(n => n.Id, n => n.Name));
    }
}
