using System.Security.Cryptography;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Migrations;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Students;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Benchmarks.Replication;

/// <summary>
/// A province and the nation in one process, with bundles on the disk and no network between: what is measured is their own work.
/// </summary>
internal sealed class ReplicaPair : IAsyncDisposable
{
    public const string Province = "51";

    private readonly PairKeys _keys = new();

    private ReplicaPair(Database province, Database nation, string folder)
    {
        Province51 = Services(province, Path.Combine(folder, Province));
        Nation = Services(nation, Path.Combine(folder, Channel.Nation));
    }

    public ServiceProvider Province51 { get; }

    public ServiceProvider Nation { get; }

    /// <summary>Makes the nation's database and opens the channel, which begins with a snapshot.</summary>
    public static async Task<ReplicaPair> JoinAsync(Database province, Database nation, string folder, CancellationToken cancel)
    {
        await new Migrator(nation, TimeProvider.System).MigrateAsync(cancel);
        var pair = new ReplicaPair(province, nation, folder);
        var reference = await ReferenceFiles.ReadAsync(cancel);
        await RunAsync<InitializeCenter, int>(pair.Nation, async init =>
        {
            await init.HandleAsync(Channel.Nation, null, reference, Caller.Center(0, Tier.Ministry), cancel);
            return 0;
        });
        foreach (var (services, isSender) in new[] { (pair.Province51, true), (pair.Nation, false) })
        {
            await RunAsync<BatchBooks, int>(services, async books =>
            {
                await books.OpenAsync(Channel.Up(Province), isSender, cancel);
                return 0;
            });
        }

        return pair;
    }

    /// <summary>Over databases that have joined.</summary>
    public static ReplicaPair Open(Database province, Database nation, string folder) => new(province, nation, folder);

    public Task<int> PushAsync(CancellationToken cancel) => RunAsync<IOutbox, int>(
        Province51,
        outbox => RunAsync<IOutbox, int>(
            Province51,
            ahead => new PushBatches(outbox, new Line(this), ahead).RunAsync(Channel.Up(Province), int.MaxValue, cancel)));

    public static async Task<TResult> RunAsync<TService, TResult>(ServiceProvider services, Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        await Province51.DisposeAsync();
        await Nation.DisposeAsync();
        _keys.Dispose();
    }

    private ServiceProvider Services(Database database, string folder) => new ServiceCollection()
        .AddStorage(database).AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases()
        .AddSingleton<ICenterKeys>(_keys)
        .AddSingleton(new MassChangeLimit(Share: 1_000)) // whole registers are changed here on purpose, more than once
        .AddReplication(folder).BuildServiceProvider();

    private sealed class Line(ReplicaPair pair) : ICenterLine
    {
        public Task<Receipt> SendAsync(IBundle bundle, CancellationToken cancel) =>
            RunAsync<ReceiveBatch, Receipt>(pair.Nation, receive => receive.HandleAsync(bundle, bundle.Head.Channel, cancel));

        public Task<Receipt> AskAsync(Channel channel, CancellationToken cancel) =>
            RunAsync<ReceiveBatch, Receipt>(pair.Nation, receive => receive.WhereAsync(channel, cancel));

        public Task<IBundle?> FetchAsync(Receipt soFar, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IBundle?> FetchOwnAsync(Channel channel, long number, CancellationToken cancel) =>
            throw new NotSupportedException();
    }

    // One key for both ends: what a signature costs does not depend on whose it is.
    private sealed class PairKeys : ICenterKeys, IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public Task<CenterSignature> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancel) =>
            Task.FromResult(new CenterSignature("1", _key.SignData(data.Span, HashAlgorithmName.SHA256)));

        public Task<bool> VerifyAsync(
            string center, CenterSignature signature, ReadOnlyMemory<byte> data, CancellationToken cancel) =>
            Task.FromResult(_key.VerifyData(data.Span, signature.Value, HashAlgorithmName.SHA256));

        public void Dispose() => _key.Dispose();
    }
}
