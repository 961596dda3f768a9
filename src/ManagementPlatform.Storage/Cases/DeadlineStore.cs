using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Storage.Cases;

/// <summary>
/// Deadlines of running cases, group by group; see <see cref="IDeadlineStore"/>. Events are written first, then the rows of the
/// inbox say that they were.
/// </summary>
public sealed class DeadlineStore(DbSession session) : IDeadlineStore
{
    private const string IsReturned = "CASE WHEN node = 'completion' THEN 1 ELSE 0 END";

    // What another center holds has its deadline there.
    private const string OfGroup = $"waiting_on = @WaitingOn AND working_days = @WorkingDays AND center IS NULL AND {IsReturned} = @returned";

    private const string ThisCenter = "(SELECT h.center_code FROM dbo.center AS h)";

    private const string SameStep =
        "e.student_id = w.student_id AND e.case_id = w.case_id AND e.step_number = w.step_number AND e.round = w.round";

    private const string Happened = $"(SELECT 1 FROM dbo.case_event AS e WHERE {SameStep} AND e.kind = @kind)";

    private const string Record =
        "INSERT INTO dbo.case_event (student_id, case_id, step_number, round, kind, organization_id, happened_at, center)";

    private const string Step = "SELECT w.student_id, w.case_id, w.step_number, w.round, CAST(@kind AS varchar(20))";

    // A school's is the one that supervises it, a bureau's its parent.
    private const string Above = "COALESCE(s.supervising_id, h.parent_id)";

    private const string EscalatedTo =
        """
        (SELECT e.organization_id FROM dbo.case_event AS e
         WHERE e.student_id = open_case.student_id AND e.case_id = open_case.case_id AND e.step_number = open_case.step_number
           AND e.round = open_case.round AND e.kind = @kind)
        """;

    private static readonly Sql Groups = Sql.Portable(
        $"""
        SELECT waiting_on, working_days, {IsReturned} AS returned, due_on, reminded, escalations
        FROM dbo.open_case WHERE waiting_on IS NOT NULL AND center IS NULL
        GROUP BY waiting_on, working_days, {IsReturned}, due_on, reminded, escalations ORDER BY waiting_on, working_days
        """);

    private static readonly Sql MoveDueDate = Sql.Portable(
        $"UPDATE dbo.open_case SET due_on = @dueOn WHERE {OfGroup} AND due_on <> @dueOn");

    // Writes nothing new: takes the row's lock, which nobody else wants.
    private static readonly Sql Hold = Sql.Portable("UPDATE dbo.center SET name = name");

    private static readonly Sql RecordReminder = Sql.Portable(
        $"{Record} {Step}, w.organization_id, {{time @now}}, {ThisCenter} FROM dbo.open_case AS w WHERE {OfGroup} AND w.reminded < @day AND NOT EXISTS {Happened}");

    private static readonly Sql Reminded = Sql.Portable(
        $"UPDATE dbo.open_case SET reminded = @day WHERE {OfGroup} AND reminded < @day");

    private static readonly Sql RecordEscalation = Sql.Portable(
        $"""
        {Record} {Step}, {Above}, {"{time @now}"}, {ThisCenter}
        FROM dbo.open_case AS w
        JOIN dbo.organization AS h ON h.organization_id = COALESCE(w.escalated_to, w.organization_id)
        LEFT JOIN dbo.school AS s ON s.school_id = h.organization_id
        WHERE {OfGroup} AND w.escalations < @level AND {Above} IS NOT NULL AND NOT EXISTS {Happened}
        """);

    // What the event says is what the inbox shows.
    private static readonly Sql Escalated = Sql.Portable(
        $"""
        UPDATE dbo.open_case SET escalations = @level, escalated_to = COALESCE({EscalatedTo}, escalated_to)
        WHERE {OfGroup} AND escalations < @level
        """);

    private static readonly Sql InactiveHolders = Sql.Portable(
        $"""
        SELECT h.organization_id AS OrganizationId, {Above} AS AboveId
        FROM dbo.organization AS h LEFT JOIN dbo.school AS s ON s.school_id = h.organization_id
        WHERE h.is_active = @no AND {Above} IS NOT NULL
          AND (EXISTS (SELECT 1 FROM dbo.open_case AS w WHERE w.organization_id = h.organization_id AND w.center IS NULL)
               OR EXISTS (SELECT 1 FROM dbo.open_case AS w WHERE w.escalated_to = h.organization_id))
        """);

    private static readonly Sql RecordReroute = Sql.Portable(
        $"{Record} {Step}, CAST(@aboveId AS bigint), {{time @now}}, {ThisCenter} FROM dbo.open_case AS w WHERE w.organization_id = @organizationId AND NOT EXISTS {Happened}");

    private static readonly Sql Reroute = Sql.Portable(
        "UPDATE dbo.open_case SET organization_id = @aboveId WHERE organization_id = @organizationId");

    private static readonly Sql RerouteEscalated = Sql.Portable(
        "UPDATE dbo.open_case SET escalated_to = @aboveId WHERE escalated_to = @organizationId");

    public async Task<IReadOnlyList<WaitingGroup>> GroupsAsync(CancellationToken cancel) =>
        [.. (await session.QueryAsync<GroupRow>(Groups, null, cancel)).Select(g => g.ToGroup())];

    public Task HoldAsync(CancellationToken cancel) => session.ExecuteAsync(Hold, null, cancel);

    public Task MoveDueDateAsync(WaitingGroup group, DateOnly dueOn, CancellationToken cancel) =>
        session.ExecuteAsync(MoveDueDate, new { group.WaitingOn, group.WorkingDays, returned = Returned(group), dueOn }, cancel);

    public async Task RemindAsync(WaitingGroup group, IReadOnlyList<int> days, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var day in days)
        {
            var kind = Ansi.Code(Deadlines.Reminder(group, day));
            await session.ExecuteAsync(
                RecordReminder, new { group.WaitingOn, group.WorkingDays, returned = Returned(group), day, now, kind }, cancel);
        }

        await session.ExecuteAsync(
            Reminded, new { group.WaitingOn, group.WorkingDays, returned = Returned(group), day = days[^1] }, cancel);
    }

    public async Task EscalateAsync(WaitingGroup group, int level, DateTimeOffset now, CancellationToken cancel)
    {
        var kind = Ansi.Code(Deadlines.Escalation(group, level));
        var values = new { group.WaitingOn, group.WorkingDays, returned = Returned(group), level, now, kind };
        await session.ExecuteAsync(RecordEscalation, values, cancel);
        await session.ExecuteAsync(Escalated, values, cancel);
    }

    public Task<IReadOnlyList<(long OrganizationId, long AboveId)>> InactiveHoldersAsync(CancellationToken cancel) =>
        session.QueryAsync<(long, long)>(InactiveHolders, new { no = false }, cancel);

    public async Task RerouteAsync(long organizationId, long aboveId, DateTimeOffset now, CancellationToken cancel)
    {
        var values = new { organizationId, aboveId, now, kind = Ansi.Code(Deadlines.Rerouted) };
        await session.ExecuteAsync(RecordReroute, values, cancel);
        await session.ExecuteAsync(RerouteEscalated, values, cancel);
        await session.ExecuteAsync(Reroute, values, cancel);
    }

    private static int Returned(WaitingGroup group) => group.IsReturned ? 1 : 0;

    private sealed record GroupRow
    {
        public DateOnly WaitingOn { get; init; }
        public int WorkingDays { get; init; }
        public int Returned { get; init; }
        public DateOnly DueOn { get; init; }
        public int Reminded { get; init; }
        public int Escalations { get; init; }

        public WaitingGroup ToGroup() => new(WaitingOn, WorkingDays, Returned == 1, DueOn, Reminded, Escalations);
    }
}
