using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Storage.National;

/// <summary>See <see cref="IVerdictBook"/>.</summary>
public sealed class VerdictBook(DbSession session, AggregateReader aggregates, ChangeRoutes routes, TimeProvider time) : IVerdictBook
{
    private static readonly Sql Add = Sql.Portable(
        """
        INSERT INTO dbo.student_interest (student_id, center_code, reason, since)
        SELECT p.student_id, o.home_center, 'duplicate', {time @now} FROM dbo.student AS p JOIN dbo.student AS o ON o.student_id = @otherId
        WHERE p.student_id = @studentId AND o.home_center <> p.home_center AND NOT EXISTS
            (SELECT 1 FROM dbo.student_interest AS i WHERE i.student_id = p.student_id AND i.center_code = o.home_center)
        """);

    public Task PutAsync(NumberVerdictRow row, NumberVerdictRow? before, CancellationToken cancel) => before is null
        ? session.InsertAsync(NationalTables.Verdict, row, cancel)
        : session.UpdateAsync(NationalTables.Verdict, row, cancel);

    public async Task ShareAsync(long studentId, long otherId, CancellationToken cancel)
    {
        var student = ReplicaCatalogue.Of(Entity.Student);
        var states = await aggregates.StatesAsync(student, [studentId, otherId], cancel);
        foreach (var (shown, to) in new[] { (studentId, otherId), (otherId, studentId) })
        {
            if (await session.ExecuteAsync(Add, new { studentId = shown, otherId = to, now = time.GetUtcNow() }, cancel) == 0)
                continue;
            var (version, home) = states[shown];
            await routes.RouteAsync([new PassedOn(student, shown, version, ReplicatedOperation.Upsert, home)], cancel);
        }
    }
}
