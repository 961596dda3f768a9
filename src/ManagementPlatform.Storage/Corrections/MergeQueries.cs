using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Corrections;

/// <summary>Where a merged record has gone.</summary>
public sealed record Merger
{
    public long StudentId { get; init; }
    public long SurvivorId { get; init; }
    public string SurvivorSchoolName { get; init; } = "";
    public long CaseId { get; init; }
    public DateTimeOffset MergedAt { get; init; }
}

/// <summary>Pointers from merged records, cut to the caller's scope.</summary>
public sealed class MergeQueries(DbSession session)
{
    private static readonly Sql Find = Sql.Portable(
        $"""
        SELECT m.student_id, m.survivor_id, o.name AS survivor_school_name, m.case_id, m.merged_at
        FROM dbo.student_merge AS m
        JOIN dbo.student AS s ON s.student_id = m.student_id
        JOIN dbo.student AS k ON k.student_id = m.survivor_id
        JOIN dbo.organization AS o ON o.organization_id = k.school_id
        WHERE m.student_id = @studentId AND {Scope.SchoolInScope}
        """);

    /// <summary>Null when the record was not merged or is out of scope.</summary>
    public Task<Merger?> FindAsync(long studentId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<Merger>(Find, new { studentId, scope }, cancel);
}
