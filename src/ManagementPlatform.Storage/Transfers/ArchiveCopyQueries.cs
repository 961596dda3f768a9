using System.Text.Json;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Transfers;

/// <summary>电子档案备份: a pupil's form as it was when he left a school.</summary>
public sealed record KeptCopy
{
    public long StudentId { get; init; }
    public long CopyId { get; init; }
    public long SchoolId { get; init; }
    public string SchoolName { get; init; } = "";

    /// <summary>The case with which he left; null when he left otherwise.</summary>
    public long? CaseId { get; init; }

    public DateTimeOffset TakenAt { get; init; }
    public string Content { get; init; } = "";

    /// <summary>In clear.</summary>
    public StudentForm ToForm() => JsonSerializer.Deserialize<StudentForm>(Content)!;
}

/// <summary>The copies that schools keep, for them and their bureaus.</summary>
public sealed class ArchiveCopyQueries(DbSession session)
{
    private const string Copies =
        $"""
        SELECT k.student_id, k.copy_id, k.school_id, o.name AS school_name, k.case_id, k.taken_at, k.content
        FROM dbo.archive_copy AS k
        JOIN dbo.school AS s ON s.school_id = k.school_id
        JOIN dbo.organization AS o ON o.organization_id = k.school_id
        WHERE {Scope.SchoolInScope}
        """;

    private static readonly Sql List = Sql.Portable(Copies + " AND k.copy_id > @after ORDER BY k.copy_id {limit @limit}");

    private static readonly Sql Find = Sql.Portable(Copies + " AND k.copy_id = @copyId");

    /// <param name="after">The last copy of the page before; 0 for the first page.</param>
    public Task<IReadOnlyList<KeptCopy>> ListAsync(long scope, long after, int limit, CancellationToken cancel) =>
        session.QueryAsync<KeptCopy>(List, new { scope, after, limit }, cancel);

    /// <summary>Null outside the scope.</summary>
    public Task<KeptCopy?> FindAsync(long copyId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<KeptCopy>(Find, new { copyId, scope }, cancel);
}
