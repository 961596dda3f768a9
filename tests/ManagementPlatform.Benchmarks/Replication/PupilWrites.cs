using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Benchmarks.Replication;

/// <summary>
/// Changes of pupils as the product writes them, ten pupils to a unit of work: the rows over the version that was read, ten lines
/// of the change log, one of the audit trail.
/// </summary>
internal sealed class PupilWrites(ServiceProvider services, IReadOnlyList<long> pupils)
{
    public const int AtOnce = 10;

    private static readonly Sql Touch = Sql.Portable(
        "UPDATE dbo.student SET seat_number = @seat, row_version = row_version + 1 WHERE student_id IN {ids @ids}");

    private int _next;

    public static async Task<PupilWrites> OfAsync(ServiceProvider services, CancellationToken cancel)
    {
        await using var connection = await services.GetRequiredService<Database>().OpenAsync(cancel);
        return new(services, [.. await connection.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id")]);
    }

    /// <summary>The next ten, round and round.</summary>
    public Task WriteAsync(CancellationToken cancel)
    {
        var start = (Interlocked.Increment(ref _next) - 1) * AtOnce % (pupils.Count - AtOnce);
        return WriteAsync([.. pupils.Skip(start).Take(AtOnce)], isChange: true, cancel);
    }

    /// <summary>The first pupils, in one unit of work.</summary>
    /// <param name="isChange">False writes the lines of the change log only: what is sent then is what the receiver has.</param>
    public Task WriteAsync(int count, bool isChange, CancellationToken cancel) =>
        WriteAsync([.. pupils.Take(count)], isChange, cancel);

    private async Task WriteAsync(IReadOnlyList<long> ids, bool isChange, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var bulk = scope.ServiceProvider.GetRequiredService<IBulkWriting>();
        await work.CommitAsync(
            Caller.Center(0, Tier.Province),
            "benchmark.touch",
            async c =>
            {
                if (isChange)
                    await session.ExecuteAsync(Touch, new { ids = JsonList.Of(ids), seat = "1" }, c);
                await bulk.ChangedAsync(Entity.Student, [.. ids.Select(id => (id, 1))], c);
                work.Audited(new AuditLine(Entity.Student, null));
                return 0;
            },
            cancel);
    }
}
