using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Storage.Cases;

/// <summary>
/// The pupil of a case, as much as every party of it may see (docs/rules.md §7.4); numbers are masked by their type.
/// </summary>
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

    /// <summary>Null when it has ended and waits for nothing here.</summary>
    public RunningCase? Running => Open is not null && new RunningCase(File, Steps, Decisions, Progress, Open) is var running
        && (!Progress.HasEnded || running.IsOutstanding) ? running : null;
}

/// <summary>Reads cases for their parties.</summary>
public sealed class CaseQueries(DbSession session, CaseStore store)
{
    // Compared with when there is no case, so that the answer takes as long.
    private static readonly string NoHash = new('0', 64);

    private static readonly string Events =
        $"SELECT {CaseTables.Event.SelectList} FROM dbo.case_event {CaseTables.OfCase} ORDER BY happened_at, kind";

    private const string Pupil =
        """
        SELECT p.student_id, p.name, p.student_number, p.sex_code, p.birth_date, p.status_code, c.grade, c.name AS class_name, p.school_id,
               o.name AS school_name
        FROM dbo.student AS p
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        JOIN dbo.organization AS o ON o.organization_id = p.school_id
        WHERE p.student_id = @StudentId
        """;

    private const string History =
        """
        SELECT o.name AS school_name, e.status_code, e.started_on, e.start_kind, e.ended_on, e.end_kind
        FROM dbo.enrollment AS e JOIN dbo.organization AS o ON o.organization_id = e.school_id
        WHERE e.student_id = @StudentId ORDER BY e.started_on, e.enrollment_id
        """;

    private const string Proofs =
        "SELECT f.file_hash, f.media_type, f.size_bytes, f.stored_at FROM dbo.stored_file AS f WHERE f.file_hash = @hash";

    // Last, so that whoever stands in a row read before has his name here.
    private const string Names =
        """
        SELECT o.organization_id, o.name FROM dbo.case_file AS f
        JOIN dbo.organization AS o ON o.organization_id IN (f.organization_id, f.from_school_id, f.to_school_id)
        WHERE f.student_id = @StudentId AND f.case_id = @CaseId
        UNION
        SELECT o.organization_id, o.name FROM dbo.open_case AS w
        JOIN dbo.organization AS o ON o.organization_id IN (w.organization_id, w.escalated_to)
        WHERE w.student_id = @StudentId AND w.case_id = @CaseId
        UNION
        SELECT o.organization_id, o.name FROM dbo.case_decision AS d JOIN dbo.organization AS o ON o.organization_id = d.organization_id
        WHERE d.student_id = @StudentId AND d.case_id = @CaseId
        UNION
        SELECT o.organization_id, o.name FROM dbo.case_event AS e JOIN dbo.organization AS o ON o.organization_id = e.organization_id
        WHERE e.student_id = @StudentId AND e.case_id = @CaseId
        """;

    private static readonly Sql View = Sql.Rendered($"{CaseTables.Standing}; {Events}; {Pupil}; {History}; {Proofs}; {Names}");

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

    private Task<CaseView> ViewAsync(CaseFile file, CancellationToken cancel) => session.QueryManyAsync(
        View,
        new { file.StudentId, file.CaseId, hash = Ansi.Code(file.ProofHash) },
        async results =>
        {
            var (steps, decisions, open) = await CaseTables.StandingAsync(results);
            var events = await results.ListAsync<CaseEvent>();
            var pupil = await results.FirstOrDefaultAsync<CasePupil>();
            var history = await results.ListAsync<CaseStay>();
            var proofs = await results.ListAsync<ProofFile>();
            var names = await results.ListAsync<(long Id, string Name)>();
            return new CaseView(
                file, steps, decisions, events, open, pupil!, history, proofs, names.ToDictionary(n => n.Id, n => n.Name));
        },
        cancel);
}
