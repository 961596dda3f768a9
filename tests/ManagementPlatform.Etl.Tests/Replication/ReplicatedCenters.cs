using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Tests.Generation;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Admissions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>A nation and provinces, each with a database of its own, and the lines between them.</summary>
internal sealed class ReplicatedCenters(MassChangeLimit? limit = null) : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replication-");
    private readonly Dictionary<string, TestScope> _centers = [];
    private readonly Dictionary<string, CuttableLine> _lines = [];
    private KeyRing? _ring;

    private KeyRing Keys => _ring ??= new KeyRing(_folder.FullName);

    /// <summary>Where everything of these centers lies, for other processes.</summary>
    public string Folder => _folder.FullName;

    public TestScope Nation => _centers[Channel.Nation];

    public TestScope this[string center] => _centers[center];

    /// <summary>A province's line to the nation, as its own work uses it.</summary>
    public CuttableLine LineOf(string province)
    {
        lock (_lines)
            return _lines.TryGetValue(province, out var line)
                ? line : _lines[province] = new CuttableLine(new DirectLine(Nation));
    }

    /// <summary>Bundles of a center lie there.</summary>
    public string BundlesOf(string center) => Path.Combine(_folder.FullName, center, "replication");

    /// <summary>One run of a center's scheduled work.</summary>
    public Task<WorkRun> RunAsync(string center, string work) => new RunWork(
        this[center].Services.GetRequiredService<IServiceScopeFactory>(), new WorkNode("test"),
        this[center].Time, NullLogger<RunWork>.Instance)
        .HandleAsync(work, None);

    /// <param name="provinces">Center codes.</param>
    public static async Task<ReplicatedCenters> StartAsync(Engine engine, params string[] provinces)
    {
        var centers = new ReplicatedCenters();
        await centers.AddAsync(engine, Channel.Nation);
        foreach (var province in provinces)
        {
            await centers.AddAsync(engine, province);
            await centers.JoinAsync(province);
        }

        return centers;
    }

    /// <summary>A nation, and 四川 with pupils, all of which the nation has.</summary>
    /// <param name="limit">What the nation lets pass unasked; null for the product's own.</param>
    public static async Task<ReplicatedCenters> FilledAsync(
        Engine engine, int pupils, int batch = 2_000, MassChangeLimit? limit = null)
    {
        var centers = new ReplicatedCenters(limit);
        await centers.AddAsync(engine, Channel.Nation);
        await centers.AddAsync(engine, "51", batch);
        await centers.FillAsync("51", "511725", pupils);
        await centers.JoinAsync("51");
        await centers.PushAsync("51");
        return centers;
    }

    /// <param name="batch">How many aggregates a batch has at most.</param>
    public async Task<TestScope> AddAsync(Engine engine, string center, int batch = 2_000)
    {
        void Features(IServiceCollection services) => Register(services, center, batch);

        // Bureaus and reference data take seconds; they are the same each time.
        var database = await TestDatabase.CreateAsync(engine, "center " + center, async made =>
        {
            var first = TestScope.Over(made, Features);
            var reference = await ReferenceFiles.ReadAsync(None);
            await first.RunAsync<InitializeCenter>(
                init => init.HandleAsync(center, null, reference, Caller.Center(0, Tier.Province), None));
            await first.Services.DisposeAsync();
        });
        return _centers[center] = TestScope.Over(database, Features);
    }

    /// <summary>The center as it was when the backup was made; the folder of bundles was not in the backup.</summary>
    public async Task RestoreAsync(string center, TestDatabase backup, int batch = 2_000)
    {
        await _centers[center].DisposeAsync();
        if (FolderOf(center).Exists)
            FolderOf(center).Delete(recursive: true);
        _centers[center] = TestScope.Over(backup, services => Register(services, center, batch));
    }

    /// <summary>What the centers that are opened from now on know of added columns.</summary>
    public SchemaAdditions Additions { get; set; } = SchemaAdditions.Known;

    public ICenterKeys KeysOf(string center) => Keys.Of(center);

    /// <summary>The program of a center is started anew.</summary>
    public async Task ReopenAsync(string center)
    {
        if (await _centers[center].BackUpAsync() is { } copy)
            await RestoreAsync(center, copy);
    }

    /// <summary>Where a center keeps its data.</summary>
    public DirectoryInfo FolderOf(string center) => new(Path.Combine(_folder.FullName, center));

    /// <summary>What the jobs do when a channel is broken.</summary>
    public Task<Recovery> RecoverAsync(string province, Channel channel, string code)
    {
        var line = new DirectLine(Nation);
        return this[province].RunAsync<IServiceProvider, Recovery>(services => new RecoverChannel(
            services.GetRequiredService<IOutbox>(), services.GetRequiredService<IStartOver>(),
            services.GetRequiredService<IInbox>(), line, line)
            .HandleAsync(channel, code, None));
    }

    /// <summary>
    /// As the jobs do it: where the ends do not fit since one was restored, they are brought in step, and it goes on.
    /// </summary>
    public async Task InStepAsync(string province, Func<Task> carry)
    {
        try
        {
            await carry();
        }
        catch (ChannelBrokenException broken)
        {
            await RecoverAsync(province, broken.Channel, broken.Code);
            await carry();
        }
    }

    private void Register(IServiceCollection services, string center, int batch)
    {
        services.AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases()
            .AddAdmissions().AddGeneration();
        services.AddLogging().AddJobs().AddSingleton<IJobSignal, NoSignal>();
        services.AddSingleton(Keys.Of(center))
            .AddScoped<ICenterLine>(_ => LineOf(center)).AddScoped<IRecoveryLine>(_ => LineOf(center))
            .AddScoped<IDigestLine>(_ => LineOf(center))
            .AddReplication(FolderOf(center).FullName);
        services.Replace(ServiceDescriptor.Singleton(new BatchLimits(batch, batch)));
        services.Replace(ServiceDescriptor.Singleton(Additions));
        services.Replace(ServiceDescriptor.Singleton(limit ?? new MassChangeLimit()));
    }

    /// <summary>Opens the channels of a province at both ends; each begins with a snapshot.</summary>
    public async Task JoinAsync(string province)
    {
        await this[province].RunAsync<BatchBooks>(books => books.OpenAsync(Channel.Up(province), withSnapshot: true, None));
        await this[province].RunAsync<BatchBooks>(books => books.OpenAsync(Channel.Down(province), withSnapshot: false, None));
        await Nation.RunAsync<BatchBooks>(books => books.OpenAsync(Channel.Up(province), withSnapshot: false, None));
        await Nation.RunAsync<BatchBooks>(books => books.OpenAsync(Channel.Down(province), withSnapshot: true, None));
    }

    /// <returns>How many batches the nation has more.</returns>
    public Task<int> PushAsync(string province, int most = 1_000) => this[province].RunAsync<IOutbox, int>(
        outbox => new PushBatches(outbox, new DirectLine(Nation)).RunAsync(Channel.Up(province), most, None));

    /// <returns>How many batches the province has more.</returns>
    public Task<int> PullAsync(string province) => this[province].RunAsync<IServiceProvider, int>(services =>
    {
        var (receive, outbox) = (services.GetRequiredService<ReceiveBatch>(), services.GetRequiredService<IOutbox>());
        return new PullBatches(receive, outbox, new DirectLine(Nation)).RunAsync(Channel.Down(province), 1_000, None);
    });

    /// <summary>Everything that is on its way arrives, as often as it takes.</summary>
    /// <param name="up">What a province sends and the nation does with it; how many batches.</param>
    /// <param name="down">The other direction.</param>
    public static async Task ExchangeAsync(
        IReadOnlyList<string> provinces, Func<string, Task<int>> up, Func<string, Task<int>> down)
    {
        for (var moved = 1; moved > 0;)
        {
            moved = 0;
            foreach (var province in provinces)
                moved += await up(province);
            foreach (var province in provinces)
                moved += await down(province);
        }
    }

    /// <summary>The nation's own changes find their way.</summary>
    public Task<int> RouteAsync() => Nation.RunAsync<RouteChanges, int>(route => route.RunAsync(None));

    /// <summary>A made-up county in a province.</summary>
    public async Task<GeneratedCount> FillAsync(string province, string county, int pupils)
    {
        var request = Generated.Request(province + "0000", county) with { Pupils = pupils };
        return await this[province].RunAsync<CenterLoad, GeneratedCount>(
            load => load.AddAsync(request, Generated.Tables, Generated.Plan(request), null, None));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var center in _centers.Values)
            await center.DisposeAsync();
        _ring?.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class NoSignal : IJobSignal
    {
        public void Wake()
        {
        }

        public void Stop(long jobId)
        {
        }
    }
}
