using ManagementPlatform.Core.National;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.National;

/// <summary>See <see cref="INumberWork"/>.</summary>
public sealed class NumberWork(DbSession session, Identifiers identifiers) : INumberWork
{
    private static readonly Sql Next = NationalTables.Work.Select("ORDER BY work_id {limit @count}");

    private static readonly Sql Done = Sql.Portable("DELETE FROM dbo.number_work WHERE work_id IN {ids @ids}");

    private static readonly Sql Joined = Sql.Portable(
        "SELECT w.student_id FROM dbo.open_case AS w WHERE w.kind = 'duplicate' AND w.student_id IN {ids @ids}");

    private static readonly Sql Merged = Sql.Portable(
        """
        SELECT m.student_id FROM dbo.student_merge AS m WHERE m.student_id IN {ids @ids}
        UNION
        SELECT m.student_id FROM dbo.student_merge AS m WHERE m.survivor_id IN {ids @ids}
        """);

    // Who waits for a number, is in a question that is open, or has come into one with what has changed.
    private static readonly Sql Concerned = Sql.Portable(
        """
        SELECT p.student_id FROM dbo.student AS p WHERE p.student_id IN {ids @ids} AND p.number_state = 'pending'
        UNION
        SELECT v.student_id FROM dbo.number_verdict AS v WHERE v.student_id IN {ids @ids} AND v.problem_type IS NOT NULL
        UNION
        SELECT v.student_id FROM dbo.number_verdict AS v WHERE v.other_student_id IN {ids @ids}
        UNION
        SELECT c.student_id FROM dbo.contested_key AS c WHERE c.student_id IN {ids @ids}
        UNION
        SELECT c.holder_id FROM dbo.contested_key AS c WHERE c.student_id IN {ids @ids}
        UNION
        SELECT c.student_id FROM dbo.contested_key AS c WHERE c.holder_id IN {ids @ids}
        UNION
        SELECT p.student_id FROM dbo.student AS p
        JOIN dbo.student_likeness AS l ON l.name = p.name AND l.sex_code = p.sex_code AND l.birth_date = p.birth_date
            AND l.student_id <> p.student_id
        WHERE p.student_id IN {ids @ids} AND p.document_number IS NULL AND p.on_roll = @true
        """);

    public Task<IReadOnlyList<NumberTask>> TakeAsync(int count, CancellationToken cancel) =>
        session.QueryAsync<NumberTask>(Next, new { count }, cancel);

    public Task DoneAsync(IReadOnlyCollection<NumberTask> tasks, CancellationToken cancel) =>
        session.ExecuteAsync(Done, new { ids = JsonList.Of(tasks.Select(task => task.WorkId)) }, cancel);

    public async Task AddAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel)
    {
        if (studentIds.Count == 0)
            return;
        var key = await identifiers.ReserveAsync(studentIds.Count, session, cancel);
        await session.BulkInsertAsync(NationalTables.Work, studentIds.Select((id, i) => new NumberTask(key + i, id)), cancel);
    }

    public async Task<IReadOnlyCollection<long>> InJointCasesAsync(
        IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        await session.QueryAsync<long>(Joined, new { ids = JsonList.Of(studentIds) }, cancel);

    public async Task<IReadOnlyCollection<long>> MergedAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        await session.QueryAsync<long>(Merged, new { ids = JsonList.Of(studentIds) }, cancel);

    /// <summary>At the nation, of pupils who have arrived: those for whom there may be something to say.</summary>
    public async Task AddConcernedAsync(IReadOnlyCollection<long> arrived, CancellationToken cancel) =>
        await AddAsync(
            [.. await session.QueryAsync<long>(Concerned, new { ids = JsonList.Of(arrived), @true = true }, cancel)], cancel);
}
