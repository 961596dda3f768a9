using System.Diagnostics;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>A push or pull in a process of its own, which stops at a named point until a test kills it.</summary>
internal static class ReplicationProcess
{
    public const string Verb = "replicate";

    private static readonly CancellationToken None = CancellationToken.None;

    /// <param name="direction">push or pull.</param>
    /// <param name="point">Where it stops; the tests name them.</param>
    public static Process Start(Engine engine, ReplicatedCenters centers, string direction, string point)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[
            "exec", typeof(ReplicationProcess).Assembly.Location, Verb, engine.ToString(), centers.Nation.ConnectionString,
            centers["51"].ConnectionString, centers.Folder, direction, point])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var engine, var nation, var province, var folder, var direction, var point])
            return 2;
        var halt = new Halt(point);
        using var keys = new KeyRing(folder);
        await using var there = Services(engine, nation, folder, Channel.Nation, keys, halt);
        await using var here = Services(engine, province, folder, "51", keys, halt);
        await using var scope = here.CreateAsyncScope();
        var outbox = new HaltingOutbox(scope.ServiceProvider.GetRequiredService<IOutbox>(), halt);
        var line = new HaltingLine(there, halt);
        var moved = direction == "push"
            ? await new PushBatches(outbox, line).RunAsync(Channel.Up("51"), 100, None)
            : await new PullBatches(scope.ServiceProvider.GetRequiredService<ReceiveBatch>(), outbox, line)
                .RunAsync(Channel.Down("51"), 100, None);
        Console.WriteLine($"moved {moved}");
        return 0;
    }

    private static ServiceProvider Services(
        string engine, string connectionString, string folder, string center, KeyRing keys, Halt halt)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(new MovableTime())
            .AddStorage(Database.Of(engine, connectionString));
        services.AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases();
        services.AddSingleton<ICenterKeys>(new HaltingKeys(keys.Of(center), halt)).AddReplication(Path.Combine(folder, center));
        services.AddScoped<IAfterArrival>(_ => new HaltingArrival(halt));
        return services.BuildServiceProvider();
    }

    private sealed class Halt(string point)
    {
        /// <summary>Says where it is and waits there for ever, if this is the point.</summary>
        public async Task AtAsync(string here)
        {
            if (here != point)
                return;
            Console.WriteLine("at " + here);
            await Task.Delay(Timeout.Infinite);
        }
    }

    private sealed class HaltingArrival(Halt halt) : IAfterArrival
    {
        public Task HandleAsync(IReadOnlyList<AppliedEntity> applied, Arrival arrival, CancellationToken cancel) =>
            halt.AtAsync("apply");
    }

    private sealed class HaltingKeys(ICenterKeys keys, Halt halt) : ICenterKeys
    {
        public async Task<CenterSignature> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
        {
            await halt.AtAsync("sign");
            return await keys.SignAsync(data, cancel);
        }

        public Task<bool> VerifyAsync(
            string sender, CenterSignature signature, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
            keys.VerifyAsync(sender, signature, data, cancel);
    }

    private sealed class HaltingOutbox(IOutbox outbox, Halt halt) : IOutbox
    {
        public Task<(Position Acknowledged, Position Last)> PositionsAsync(Channel channel, CancellationToken cancel) =>
            outbox.PositionsAsync(channel, cancel);

        public Task<string?> HashAsync(Channel channel, long number, CancellationToken cancel) =>
            outbox.HashAsync(channel, number, cancel);

        public Task<SentBatch?> FindAsync(Channel channel, long number, CancellationToken cancel) =>
            outbox.FindAsync(channel, number, cancel);

        public async Task<SentBatch?> CutAsync(Channel channel, CancellationToken cancel)
        {
            await halt.AtAsync("before cut");
            var batch = await outbox.CutAsync(channel, cancel);
            await halt.AtAsync("cut");
            return batch;
        }

        public async Task<SentBatch> BuildAsync(SentBatch batch, CancellationToken cancel)
        {
            var built = await outbox.BuildAsync(batch, cancel);
            await halt.AtAsync("built");
            return built;
        }

        public Task<IBundle?> OpenAsync(SentBatch batch, CancellationToken cancel) => outbox.OpenAsync(batch, cancel);

        public Task AcknowledgeAsync(Channel channel, Position applied, CancellationToken cancel) =>
            outbox.AcknowledgeAsync(channel, applied, cancel);

        public Task ForgetAfterAsync(Channel channel, long number, CancellationToken cancel) =>
            outbox.ForgetAfterAsync(channel, number, cancel);

        public Task TakeBackAsync(IBundle own, CancellationToken cancel) => outbox.TakeBackAsync(own, cancel);
    }

    private sealed class HaltingLine(ServiceProvider nation, Halt halt) : ICenterLine
    {
        public async Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel)
        {
            await halt.AtAsync("send");
            var receipt = await AtNationAsync<ReceiveBatch, Receipt>(
                receive => receive.HandleAsync(bundle, bundle.Head.Channel, cancel));
            await halt.AtAsync("applied");
            return receipt;
        }

        public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) =>
            AtNationAsync<ReceiveBatch, Receipt>(receive => receive.WhereAsync(channel, cancel));

        public async Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel)
        {
            if (soFar.Outcome == ReceiptOutcome.Applied)
                await halt.AtAsync("applied");
            var bundle = await AtNationAsync<IOutbox, IBundle?>(outbox => outbox.NextAsync(soFar, cancel));
            await halt.AtAsync("fetched");
            return bundle;
        }

        public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) =>
            throw new NotSupportedException();

        private async Task<TResult> AtNationAsync<TService, TResult>(Func<TService, Task<TResult>> act)
            where TService : notnull
        {
            await using var scope = nation.CreateAsyncScope();
            return await act(scope.ServiceProvider.GetRequiredService<TService>());
        }
    }
}
