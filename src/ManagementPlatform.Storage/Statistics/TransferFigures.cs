namespace ManagementPlatform.Storage.Statistics;

/// <summary>Cross-province transfers from one province to another that were submitted in a month.</summary>
public sealed record TransferFlow
{
    public required long FromProvinceId { get; init; }
    public required long ToProvinceId { get; init; }
    public required long Cases { get; init; }

    /// <summary>已办结.</summary>
    public required long Completed { get; init; }

    /// <summary>The hand-over of the archive (调档) was or is past its deadline.</summary>
    public required long LateHandOvers { get; init; }
}

/// <summary>The ministry's monthly figures of transfers between provinces, cut to the caller's scope; no person rows.</summary>
public sealed class TransferFigures(DbSession session)
{
    private const string SchoolsInScope =
        """
        (EXISTS (SELECT 1 FROM dbo.school_scope AS v WHERE v.organization_id = @scope AND v.school_id = a.school_id)
         OR EXISTS (SELECT 1 FROM dbo.school_scope AS v WHERE v.organization_id = @scope AND v.school_id = b.school_id))
        """;

    private const string Schools =
        "JOIN dbo.school AS a ON a.school_id = f.from_school_id JOIN dbo.school AS b ON b.school_id = f.to_school_id AND b.province_id <> a.province_id";

    private static readonly Sql Flows = Sql.Portable(
        $"""
        SELECT q.from_province_id, q.to_province_id, CAST(COUNT(*) AS bigint) AS cases, CAST(SUM(q.completed) AS bigint) AS completed,
               CAST(SUM(q.late) AS bigint) AS late_hand_overs
        FROM (SELECT a.province_id AS from_province_id, b.province_id AS to_province_id,
                     CASE WHEN EXISTS (SELECT 1 FROM dbo.case_decision AS d WHERE d.student_id = s.student_id AND d.case_id = s.case_id
                         AND d.step_number = s.step_number AND d.verdict = 'approve') THEN 1 ELSE 0 END AS completed,
                     CASE WHEN EXISTS (SELECT 1 FROM dbo.case_event AS e WHERE e.student_id = s.student_id AND e.case_id = s.case_id
                         AND e.step_number = s.step_number AND e.kind = 'escalated_1') THEN 1 ELSE 0 END AS late
              FROM dbo.case_file AS f {Schools}
              JOIN dbo.case_step AS s ON s.student_id = f.student_id AND s.case_id = f.case_id AND s.node = 'placement'
              WHERE f.kind = 'transfer' AND f.submitted_at >= @from AND f.submitted_at < @until AND {SchoolsInScope}) AS q
        GROUP BY q.from_province_id, q.to_province_id
        """);

    // Whoever's side the node is on is answerable for it.
    private static readonly Sql Undecided = Sql.Portable(
        $"""
        SELECT q.province_id AS ProvinceId, CAST(COUNT(*) AS bigint) AS Cases
        FROM (SELECT CASE WHEN w.node IN ('clear', 'check', 'from_school', 'from_bureau', 'from_province') THEN a.province_id ELSE b.province_id END AS province_id
              FROM dbo.open_case AS w JOIN dbo.case_file AS f ON f.student_id = w.student_id AND f.case_id = w.case_id {Schools}
              WHERE w.kind = 'transfer' AND w.waiting_on <= @longAgo AND {SchoolsInScope}) AS q
        GROUP BY q.province_id
        """);

    private static readonly Sql Provinces = Sql.Portable(
        "SELECT o.organization_id AS Id, o.code AS Code, o.name AS Name FROM dbo.organization AS o WHERE o.organization_id IN {ids @ids}");

    public Task<IReadOnlyList<TransferFlow>> FlowsAsync(
        DateTimeOffset from, DateTimeOffset until, long scope, CancellationToken cancel) =>
        session.QueryAsync<TransferFlow>(Flows, new { from, until, scope }, cancel);

    /// <summary>Cases that have waited at one node since a day or longer, by the province that has to act.</summary>
    public Task<IReadOnlyList<(long ProvinceId, long Cases)>> UndecidedAsync(
        DateOnly longAgo, long scope, CancellationToken cancel) =>
        session.QueryAsync<(long, long)>(Undecided, new { longAgo, scope }, cancel);

    public Task<IReadOnlyList<(long Id, string? Code, string Name)>> ProvincesAsync(
        IEnumerable<long> ids, CancellationToken cancel) =>
        session.QueryAsync<(long, string?, string)>(Provinces, new { ids = JsonList.Of(ids) }, cancel);
}
