using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Statistics;

/// <summary>What waits at one bureau or school and how late it is.</summary>
public sealed record OverdueRow
{
    public required long OrganizationId { get; init; }
    public string? Code { get; init; }
    public required string Name { get; init; }

    /// <summary><c>school</c>, <c>county</c> …</summary>
    public required string Tier { get; init; }

    /// <summary>在办.</summary>
    public required long Waiting { get; init; }

    /// <summary>Of these past their deadline.</summary>
    public required long Overdue { get; init; }

    /// <summary>Of these for longer than <see cref="OverdueCases.LongDays"/> working days.</summary>
    public required long LongOverdue { get; init; }

    /// <summary>The earliest deadline.</summary>
    public required DateOnly EarliestDueOn { get; init; }
}

/// <summary>超期督办: who holds overdue business, cut to the caller's scope; no person rows.</summary>
public sealed class OverdueCases(DbSession session)
{
    public const int LongDays = 10;

    private static readonly Sql List = Sql.Portable(
        $"""
        SELECT o.organization_id, o.code, o.name, o.kind AS tier, w.waiting, w.overdue, w.long_overdue, w.earliest_due_on
        FROM (SELECT organization_id, CAST(COUNT(*) AS bigint) AS waiting, MIN(due_on) AS earliest_due_on,
                     CAST(SUM(CASE WHEN due_on < @today THEN 1 ELSE 0 END) AS bigint) AS overdue,
                     CAST(SUM(CASE WHEN due_on <= @longAgo THEN 1 ELSE 0 END) AS bigint) AS long_overdue
              FROM dbo.open_case GROUP BY organization_id) AS w
        JOIN dbo.organization AS o ON o.organization_id = w.organization_id
        WHERE w.overdue > 0 AND (@kind = 0 OR (@kind = 1 AND o.kind = 'school') OR (@kind = 2 AND o.kind <> 'school')) AND {Scope.OrganizationInScope}
        ORDER BY w.overdue DESC, o.organization_id
        """);

    /// <param name="schools">Schools only, bureaus only, or all when null.</param>
    /// <param name="longAgo">What was due on this day or before is long overdue.</param>
    public Task<IReadOnlyList<OverdueRow>> ReadAsync(
        bool? schools, DateOnly today, DateOnly longAgo, long scope, CancellationToken cancel) =>
        session.QueryAsync<OverdueRow>(
            List, new { kind = schools is null ? 0 : schools.Value ? 1 : 2, today, longAgo, scope }, cancel);
}
