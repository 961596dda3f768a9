using Dapper;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Writing;

/// <summary>Hands out keys from blocks that it takes from the table <c>id_allocator</c>; one for the whole process.</summary>
public sealed class Identifiers(Database database) : IIdentifiers
{
    /// <summary>Ten trillion keys a center.</summary>
    public const long CenterFactor = Core.Replication.KeyMaker.CenterFactor;

    internal const string Allocator = "row";
    private const int BlockSize = 10_000;
    private const int AtHand = 200;

    // Writers that begin at the same time draw from the same block: several of a thousand keys each must find enough.
    private const int Minimum = 5_000;

    private static readonly Sql Take = Sql.PerEngine(
        sqlite: "UPDATE id_allocator SET next_value = next_value + @count WHERE name = @name RETURNING next_value - @count",
        sqlServer: "UPDATE a SET next_value = a.next_value + @count OUTPUT deleted.next_value FROM dbo.id_allocator AS a WHERE a.name = @name",
        postgreSql: "UPDATE id_allocator SET next_value = next_value + @count WHERE name = @name RETURNING next_value - @count");

    private readonly SemaphoreSlim _refill = new(1, 1);
    private readonly Lock _lock = new();
    private long _next;
    private long _end;

    public long Next()
    {
        lock (_lock)
        {
            return _next < _end
                ? _next++
                : throw new InvalidOperationException(
                    "The block of keys is used up inside one unit of work: reserve keys for bulk loads.");
        }
    }

    public async Task<long> ReserveAsync(int count, CancellationToken cancel)
    {
        await database.Writers.EnterAsync(cancel);
        try
        {
            await using var connection = await database.Beside.OpenAsync(cancel);
            var first = await connection.QueryFirstOrDefaultAsync<long?>(
                new CommandDefinition(Take.For(database.Engine), new { count, name = Ansi.Code(Allocator) }, cancellationToken: cancel));
            return first ?? throw new InvalidOperationException("The center is not initialised: run mp init.");
        }
        finally
        {
            database.Writers.Leave();
        }
    }

    /// <summary>
    /// Reserves keys inside a unit of work: few from the block at hand, many from the table. Where the engine has one writer,
    /// that is the unit of work itself; elsewhere the table is taken past it, so that no other writer waits for its commit.
    /// </summary>
    internal async Task<long> ReserveAsync(int count, DbSession session, CancellationToken cancel)
    {
        if (count <= AtHand && TryTake(count) is { } taken)
            return taken;
        if (!database.Writers.IsSingle)
            return await ReserveAsync(count, cancel);
        return await session.FirstOrDefaultAsync<long>(Take, new { count, name = Ansi.Code(Allocator) }, cancel);
    }

    /// <summary>Called before a unit of work begins, since its transaction may hold the only writer.</summary>
    internal async Task PrepareAsync(CancellationToken cancel)
    {
        if (Remaining() >= Minimum)
            return;
        await _refill.WaitAsync(cancel);
        try
        {
            if (Remaining() < Minimum)
                await TakeBlockAsync(cancel);
        }
        finally
        {
            _refill.Release();
        }
    }

    /// <summary>Leaves the block at hand for a new one, after the table has moved on.</summary>
    public async Task RenewAsync(CancellationToken cancel)
    {
        await _refill.WaitAsync(cancel);
        try
        {
            await TakeBlockAsync(cancel);
        }
        finally
        {
            _refill.Release();
        }
    }

    private async Task TakeBlockAsync(CancellationToken cancel)
    {
        var first = await ReserveAsync(BlockSize, cancel);
        lock (_lock)
        {
            _next = first;
            _end = first + BlockSize;
        }
    }

    private long? TryTake(int count)
    {
        lock (_lock)
        {
            if (_end - _next < count)
                return null;
            _next += count;
            return _next - count;
        }
    }

    private long Remaining()
    {
        lock (_lock)
            return _end - _next;
    }
}
