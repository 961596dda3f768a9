using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Statistics;

/// <summary>Pupils of one stage in one county.</summary>
public sealed record EnrollmentCount
{
    public required long CountyId { get; init; }

    /// <summary>Of the county-level bureau; null while it has none.</summary>
    public string? CountyCode { get; init; }

    public required string CountyName { get; init; }

    /// <summary><see cref="Core.Codes.Stage"/>.</summary>
    public required int Stage { get; init; }

    /// <summary>在籍.</summary>
    public required long Pupils { get; init; }

    /// <summary>Of these 休学.</summary>
    public required long Suspended { get; init; }
}

/// <summary>
/// Pupils on the roll by county and stage as they are now, cut to the caller's scope. It counts the rows: fit for a county or a
/// province now and then; published figures come from snapshots.
/// </summary>
public sealed class EnrollmentCounts(DbSession session)
{
    private static readonly Sql Count = Sql.Portable(
        $"""
        SELECT s.county_id AS CountyId, o.code AS CountyCode, o.name AS CountyName, c.stage AS Stage, CAST(COUNT(*) AS bigint) AS Pupils,
            CAST(SUM(CASE WHEN p.status_code = '02' THEN 1 ELSE 0 END) AS bigint) AS Suspended
        FROM dbo.student AS p
        JOIN dbo.school_class AS c ON c.class_id = p.class_id
        JOIN dbo.school AS s ON s.school_id = p.school_id
        JOIN dbo.organization AS o ON o.organization_id = s.county_id
        WHERE p.on_roll = @true AND {Scope.SchoolInScope}
        GROUP BY s.county_id, o.code, o.name, c.stage
        ORDER BY o.code, c.stage
        """);

    public Task<IReadOnlyList<EnrollmentCount>> ReadAsync(long scope, CancellationToken cancel) =>
        session.QueryAsync<EnrollmentCount>(Count, new { scope, @true = true }, cancel);
}
