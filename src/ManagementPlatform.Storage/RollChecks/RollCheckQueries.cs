using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.RollChecks;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.RollChecks;

/// <summary>What a check found, as schools and bureaus list it.</summary>
public sealed record FindingListItem
{
    public long RollCheckId { get; init; }
    public int FindingNumber { get; init; }
    public string Kind { get; init; } = "";
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";
    public long ClassId { get; init; }
    public string Grade { get; init; } = "";
    public string ClassName { get; init; } = "";
    public long? StudentId { get; init; }

    /// <summary>The pupil's, or that of somebody without a record here.</summary>
    public string Name { get; init; } = "";

    public StudentNumber? StudentNumber { get; init; }
    public string? Reason { get; init; }
    public string? Note { get; init; }
}

/// <summary>Where a page of findings begins: after this one.</summary>
public sealed record FindingKey(long RollCheckId, int FindingNumber);

/// <summary>How far the schools of a bureau are.</summary>
public sealed record CheckProgress
{
    public long BureauId { get; init; }
    public string BureauName { get; init; } = "";
    public int Classes { get; init; }
    public int Signed { get; init; }

    /// <summary>Of classes whose school has signed.</summary>
    public int Confirmed { get; init; }

    public int Absent { get; init; }
    public int Unrecorded { get; init; }
}

/// <summary>A class that had not signed by a moment.</summary>
public sealed record UnsignedClass
{
    public long ClassId { get; init; }
    public string Grade { get; init; } = "";
    public string ClassName { get; init; } = "";
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";
    public long BureauId { get; init; }
    public string BureauName { get; init; } = "";
}

/// <summary>Lists of the roll check, cut to the caller's scope.</summary>
public sealed class RollCheckQueries(DbSession session)
{
    private static readonly Sql OfCheck = RollCheckTables.Finding.Select(
        "WHERE roll_check_id = @rollCheckId ORDER BY finding_number");

    private static readonly Sql Findings = Sql.Portable(
        $$"""
        SELECT f.roll_check_id, f.finding_number, f.kind, s.school_id, o.name AS school_name, c.class_id, c.grade, c.name AS class_name, f.student_id,
               COALESCE(p.name, f.name) AS name, p.student_number, f.reason, f.note
        FROM dbo.roll_check AS r
        JOIN dbo.roll_check_finding AS f ON f.roll_check_id = r.roll_check_id
        JOIN dbo.school_class AS c ON c.class_id = r.class_id
        JOIN dbo.school AS s ON s.school_id = c.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        LEFT JOIN dbo.student AS p ON p.student_id = f.student_id
        WHERE r.school_year = @SchoolYear AND r.term = @term AND {{Scope.SchoolInScope}}
          AND (@schoolId IS NULL OR s.school_id = @schoolId) AND (@kind IS NULL OR f.kind = @kind)
          AND (f.roll_check_id > @afterCheck OR (f.roll_check_id = @afterCheck AND f.finding_number > @afterNumber))
        ORDER BY f.roll_check_id, f.finding_number {limit @limit}
        """);

    private static readonly Sql Progress = Sql.Portable(
        $"""
        SELECT s.supervising_id AS bureau_id, b.name AS bureau_name, COUNT(*) AS classes,
               SUM(CASE WHEN r.roll_check_id IS NULL THEN 0 ELSE 1 END) AS signed,
               SUM(CASE WHEN r.state = 'confirmed' THEN 1 ELSE 0 END) AS confirmed,
               COALESCE(SUM(r.absent), 0) AS absent, COALESCE(SUM(r.unrecorded), 0) AS unrecorded
        FROM dbo.school_class AS c
        JOIN dbo.school AS s ON s.school_id = c.school_id
        JOIN dbo.organization AS b ON b.organization_id = s.supervising_id
        LEFT JOIN dbo.roll_check AS r ON r.class_id = c.class_id AND r.school_year = @SchoolYear AND r.term = @term
        WHERE c.status = 'active' AND s.status = 'active' AND {Scope.SchoolInScope}
        GROUP BY s.supervising_id, b.name ORDER BY s.supervising_id
        """);

    private static readonly Sql Unsigned = Sql.Portable(
        $$"""
        SELECT c.class_id, c.grade, c.name AS class_name, s.school_id, o.name AS school_name, s.supervising_id AS bureau_id, b.name AS bureau_name
        FROM dbo.school_class AS c
        JOIN dbo.school AS s ON s.school_id = c.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.school_id
        JOIN dbo.organization AS b ON b.organization_id = s.supervising_id
        WHERE c.status = 'active' AND s.status = 'active' AND {{Scope.SchoolInScope}} AND (@schoolId IS NULL OR s.school_id = @schoolId)
          AND NOT EXISTS (SELECT 1 FROM dbo.roll_check AS r
                          WHERE r.class_id = c.class_id AND r.school_year = @SchoolYear AND r.term = @term AND r.signed_at < @until)
          AND c.class_id > @after
        ORDER BY c.class_id {limit @limit}
        """);

    public Task<IReadOnlyList<RollCheckFinding>> OfCheckAsync(long rollCheckId, CancellationToken cancel) =>
        session.QueryAsync<RollCheckFinding>(OfCheck, new { rollCheckId }, cancel);

    /// <param name="after">Null for the first page.</param>
    public Task<IReadOnlyList<FindingListItem>> FindingsAsync(
        CheckRound round, long scope, long? schoolId, string? kind, FindingKey? after, int limit, CancellationToken cancel) =>
        session.QueryAsync<FindingListItem>(
            Findings,
            new
            {
                scope, round.SchoolYear, term = (int)round.Term, schoolId,
                kind = Ansi.Code(kind), afterCheck = after?.RollCheckId ?? 0, afterNumber = after?.FindingNumber ?? 0, limit,
            },
            cancel);

    public Task<IReadOnlyList<CheckProgress>> ProgressAsync(CheckRound round, long scope, CancellationToken cancel) =>
        session.QueryAsync<CheckProgress>(Progress, new { scope, round.SchoolYear, term = (int)round.Term }, cancel);

    /// <param name="until">Signatures from here on do not count.</param>
    public Task<IReadOnlyList<UnsignedClass>> UnsignedAsync(
        CheckRound round, long scope, long? schoolId, DateTimeOffset until, long after, int limit, CancellationToken cancel) =>
        session.QueryAsync<UnsignedClass>(
            Unsigned, new { scope, round.SchoolYear, term = (int)round.Term, schoolId, until, after, limit }, cancel);
}
