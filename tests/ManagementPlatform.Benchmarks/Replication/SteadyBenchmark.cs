using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Benchmarks.Replication;

/// <summary>
/// A province at work: changes at a set rate with a push every second (lag, backlog), what cutting batches costs the writers, and
/// a batch in which every row loses beside one in which every row wins.
/// </summary>
internal static class SteadyBenchmark
{
    private const int ChangesASecond = 1_000, Seconds = 300, Writers = 4, Swept = 20_000, Turns = 11;
    private static readonly TimeSpan Schedule = TimeSpan.FromSeconds(1), Slice = TimeSpan.FromSeconds(5);

    public static async Task<Section> RunAsync(BenchmarkStore store, int rows)
    {
        var cancel = CancellationToken.None;
        await FilledCenter.MakeAsync(store, rows);
        if (store.Engine == Engine.PostgreSql)
            await store.CreateAsync("nation");
        var (engine, folder) = (store.Engine.ToString(), Path.Combine(store.Folder, "bundles"));
        var (province, nation) = (Database.Of(engine, store.ConnectionString(FilledCenter.Pupils)), Database.Of(engine, store.ConnectionString("nation")));
        await nation.EnsureExistsAsync(cancel);
        await using var pair = await ReplicaPair.JoinAsync(province, nation, folder, cancel);
        await pair.PushAsync(cancel);
        await store.SettleAsync(FilledCenter.Pupils);
        var writes = await PupilWrites.OfAsync(pair.Province51, cancel);

        var (win, lose) = await SweepAsync(pair, writes, cancel);
        var cost = await CostOfCuttingAsync(pair, writes, cancel);
        await using (var connection = await province.OpenAsync(cancel))
            await connection.ExecuteAsync("DELETE FROM change_log WHERE batch_number IS NULL"); // a backlog of minutes would be the next figure's
        await store.SettleAsync(FilledCenter.Pupils);
        var steady = await SteadyAsync(pair, writes, province, cancel);
        var head = await Machine.TodayAsync(store);
        return new($"Steady replication, {store.Engine}", string.Create(CultureInfo.InvariantCulture, $"""
            {head}

            {rows:N0} pupils; {ChangesASecond:N0} changes a second (ten pupils a unit of work) for {Seconds} s, pushed every second; writers, sender, receiver and
            database share the machine. Written {steady.Written:N0}, lag from the line in the change log until the nation's commit is heard of: p50 {steady.Lag(0.5):0.00} s,
            p99 **{steady.Lag(0.99):0.00} s** (target: under 3), longest {steady.Lag(1):0.00} s; lines that wait at the end **{steady.Left:N0}** (at half time {steady.Half:N0}).
            Writers while batches are cut every second ÷ without: median of {Turns} turns **{cost[Turns / 2]:0.00}** (target: at least 0.95), half of them between
            {cost[Turns / 4]:0.00} and {cost[Turns * 3 / 4]:0.00}.
            A batch of {Swept:N0} pupils in which every row loses ÷ in which every row wins: **{lose / win:0.00}** of its time (target: at most 1).
            """));
    }

    private static async Task<(double Win, double Lose)> SweepAsync(
        ReplicaPair pair, PupilWrites writes, CancellationToken cancel)
    {
        var times = new List<double>();
        foreach (var isChange in (bool[])[true, false])
        {
            await writes.WriteAsync(Swept, isChange, cancel);
            var clock = Stopwatch.StartNew();
            await pair.PushAsync(cancel);
            times.Add(clock.Elapsed.TotalSeconds);
        }

        return (times[0], times[1]);
    }

    // In turns, now the one and now the other first, so that what else the machine does meets both alike.
    private static async Task<List<double>> CostOfCuttingAsync(ReplicaPair pair, PupilWrites writes, CancellationToken cancel)
    {
        var ratios = new List<double>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var first = await WriteFreelyAsync(writes, turn % 2 == 0 ? null : CutOnceAsync, cancel);
            var second = await WriteFreelyAsync(writes, turn % 2 == 0 ? CutOnceAsync : null, cancel);
            ratios.Add(turn % 2 == 0 ? (double)second / first : (double)first / second);
        }

        await ReplicaPair.RunAsync<IOutbox, int>(pair.Province51, async outbox =>
        {
            await outbox.ForgetAfterAsync(
                Channel.Up(ReplicaPair.Province),
                (await outbox.PositionsAsync(Channel.Up(ReplicaPair.Province), cancel)).Acknowledged.Number, cancel);
            return 0;
        });
        return [.. ratios.Order()];

        Task CutOnceAsync() => ReplicaPair.RunAsync<BatchBooks, BatchRow?>(pair.Province51, CutAsync);

        // The claim alone: what making the bundle takes is the processor's, not the writers' locks.
        async Task<BatchRow?> CutAsync(BatchBooks books) =>
            await books.CutAsync(Channel.Up(ReplicaPair.Province), 5_000, 5_000, cancel) is { } row
                ? await books.BuiltAsync(row with { Hash = "unmade" }, () => { }, cancel)
                : null;
    }

    private static async Task<long> WriteFreelyAsync(PupilWrites writes, Func<Task>? beside, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var clock = Stopwatch.StartNew();
        var written = 0L;
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (; clock.Elapsed < Slice; Interlocked.Increment(ref written))
                await writes.WriteAsync(cancel);
        }, cancel)).ToList();
        while (beside is not null && clock.Elapsed < Slice)
        {
            await beside();
            await Task.Delay(Schedule, cancel);
        }

        await Task.WhenAll(writers);
        return written;
    }

    private static async Task<Steady> SteadyAsync(
        ReplicaPair pair, PupilWrites writes, Database province, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var written = 0L;
        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref written, PupilWrites.AtOnce) is var number && number <= (long)ChangesASecond * Seconds)
            {
                var due = TimeSpan.FromSeconds((double)number / ChangesASecond);
                if (due > clock.Elapsed)
                    await Task.Delay(due - clock.Elapsed, cancel);
                await writes.WriteAsync(cancel);
            }
        }, cancel)).ToList();
        await using var connection = await province.OpenAsync(cancel);
        var seen = await connection.ExecuteScalarAsync<long>("SELECT MAX(batch_number) FROM replication_batch");
        var atHalf = HalfAsync();
        while (!Task.WhenAll(writers).IsCompleted)
        {
            // A push goes on as long as something waits: under a steady stream it may not end before the stream does.
            var start = clock.Elapsed;
            await pair.PushAsync(cancel);
            if (Schedule - (clock.Elapsed - start) is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest, cancel);
        }

        await Task.WhenAll(writers);
        var left = await WaitingAsync(connection, cancel);
        await pair.PushAsync(cancel);
        var lags = await LagsAsync(connection, seen, cancel);
        return new Steady(lags.Count, lags, await atHalf, left);

        async Task<long> HalfAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(Seconds / 2.0), cancel);
            await using var beside = await province.OpenAsync(cancel);
            return await WaitingAsync(beside, cancel);
        }
    }

    private static Task<long> WaitingAsync(DbConnection connection, CancellationToken cancel) => connection.ExecuteScalarAsync<long>(
        new CommandDefinition("SELECT COUNT(*) FROM change_log WHERE batch_number IS NULL", cancellationToken: cancel));

    // From the line of the change log until the province has heard that the nation has committed it.
    private static async Task<List<double>> LagsAsync(DbConnection connection, long seen, CancellationToken cancel)
    {
        var lines = await connection.QueryAsync<SentLine>(new CommandDefinition(
            """
            SELECT c.logged_at AS LoggedAt, b.done_at AS DoneAt FROM change_log AS c
            JOIN replication_batch AS b ON b.channel = '51-00' AND b.batch_number = c.batch_number WHERE c.batch_number > @seen
            """,
            new { seen },
            cancellationToken: cancel));
        return [.. lines.Select(line => (line.DoneAt - line.LoggedAt).TotalSeconds).Order()];
    }

    private sealed record SentLine
    {
        public DateTimeOffset LoggedAt { get; init; }
        public DateTimeOffset DoneAt { get; init; }
    }

    private sealed record Steady(long Written, List<double> Lags, long Half, long Left)
    {
        public double Lag(double share) => Lags[(int)Math.Min(Lags.Count - 1, share * Lags.Count)];
    }
}
