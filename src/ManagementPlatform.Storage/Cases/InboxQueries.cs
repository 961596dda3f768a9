namespace ManagementPlatform.Storage.Cases;

/// <summary>What waits for an organization, in one line.</summary>
public sealed record InboxRow
{
    public long StudentId { get; init; }
    public long CaseId { get; init; }
    public string Kind { get; init; } = "";

    /// <summary>Of a change of enrolment, its own kind.</summary>
    public string? ChangeKind { get; init; }

    public string Node { get; init; } = "";
    public long OrganizationId { get; init; }
    public string OrganizationName { get; init; } = "";
    public string StudentName { get; init; } = "";
    public string? FromSchoolName { get; init; }
    public string? ToSchoolName { get; init; }
    public DateTimeOffset WaitingSince { get; init; }
    public DateOnly DueOn { get; init; }
    public int Reminded { get; init; }
    public int Escalations { get; init; }
    public int Version { get; init; }

    /// <summary>Why it does not go on by itself; null where somebody has to decide.</summary>
    public string? Reason { get; init; }
}

/// <summary>What of the inbox is asked for.</summary>
/// <param name="From">Only what is due on this day or later.</param>
/// <param name="Before">Only what is due before this day.</param>
/// <param name="After">Of what is due on <paramref name="From"/>, only cases after this one.</param>
public sealed record InboxFilter(string? Kind, DateOnly From, DateOnly Before, long After, int Take);

/// <summary>
/// The inbox: running business that an organization holds or has got because it is overdue, the most urgent first.
/// </summary>
public sealed class InboxQueries(DbSession session)
{
    private const string Columns =
        "o.student_id, o.case_id, o.kind, o.step_number, o.round, o.node, o.organization_id, o.waiting_since, o.due_on, o.reminded, o.escalations";

    // Names are looked up, not joined: planners guess that a page is a row or two, and would read through all organizations for
    // each.
    private const string OwnName = "(SELECT n.name FROM dbo.organization AS n WHERE n.organization_id = @organizationId)";
    private const string HoldersName = "(SELECT n.name FROM dbo.organization AS n WHERE n.organization_id = o.organization_id)";

    // The range is the index's own order, so that a page reads its rows and no more.
    private const string Page =
        """
        AND o.due_on >= @from AND o.due_on < @before AND (o.due_on > @from OR o.case_id > @after) AND (@kind IS NULL OR o.kind = @kind)
        ORDER BY o.due_on, o.case_id {limit @take}
        """;

    internal static readonly Sql Inbox = Sql.Portable(
        $$"""
        SELECT w.student_id, w.case_id, w.kind, x.kind AS change_kind, w.node, w.organization_id, w.organization_name, p.name AS student_name,
               (SELECT n.name FROM dbo.organization AS n WHERE n.organization_id = COALESCE(f.from_school_id, x.school_id)) AS from_school_name,
               (SELECT n.name FROM dbo.organization AS n WHERE n.organization_id = f.to_school_id) AS to_school_name,
               w.waiting_since, w.due_on, w.reminded, w.escalations,
               COALESCE(x.row_version, f.row_version + (SELECT COUNT(*) FROM dbo.case_decision AS d
                   WHERE d.student_id = w.student_id AND d.case_id = w.case_id)) AS version,
               (SELECT e.detail FROM dbo.case_event AS e WHERE e.student_id = w.student_id AND e.case_id = w.case_id
                  AND e.step_number = w.step_number AND e.round = w.round AND e.kind = 'check_failed') AS reason
        FROM (SELECT held.* FROM (SELECT {{Columns}}, {{OwnName}} AS organization_name FROM dbo.open_case AS o
                                  WHERE o.organization_id = @organizationId {{Page}}) AS held
              UNION ALL
              SELECT higher.* FROM (SELECT {{Columns}}, {{HoldersName}} AS organization_name FROM dbo.open_case AS o
                                    WHERE o.escalated_to = @organizationId AND o.organization_id <> @organizationId {{Page}}) AS higher) AS w
        JOIN dbo.student AS p ON p.student_id = w.student_id
        LEFT JOIN dbo.case_file AS f ON f.student_id = w.student_id AND f.case_id = w.case_id
        LEFT JOIN dbo.enrollment_change AS x ON x.student_id = w.student_id AND x.change_id = w.case_id
        ORDER BY w.due_on, w.case_id {limit @take}
        """);

    public Task<IReadOnlyList<InboxRow>> ListAsync(long organizationId, InboxFilter filter, CancellationToken cancel) =>
        session.QueryAsync<InboxRow>(
            Inbox,
            new { organizationId, from = filter.From, before = filter.Before, after = filter.After, kind = Ansi.Code(filter.Kind), take = filter.Take },
            cancel);
}
