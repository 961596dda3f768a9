using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Tests.Generation;
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
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>A nation and provinces, each with a database of its own, and the lines between them.</summary>
internal sealed class ReplicatedCenters : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replication-");
    private readonly KeyRing _keys = new();
    private readonly Dictionary<string, TestScope> _centers = [];

    public TestScope Nation => _centers[Channel.Nation];

    public TestScope this[string center] => _centers[center];

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

    /// <param name="batch">How many aggregates a batch has at most.</param>
    public async Task<TestScope> AddAsync(Engine engine, string center, int batch = 2_000)
    {
        var folder = Path.Combine(_folder.FullName, center);
        void Features(IServiceCollection services)
        {
            services.AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases().AddGeneration();
            services.AddSingleton(_keys.Of(center)).AddReplication(folder);
            services.Replace(ServiceDescriptor.Singleton(new BatchLimits(batch)));
        }

        // Bureaus and reference data take seconds; they are the same each time.
        var database = await TestDatabase.CreateAsync(engine, "center " + center, async made =>
        {
            var first = TestScope.Over(made, Features);
            var reference = await ReferenceFiles.ReadAsync(None);
            await first.RunAsync<InitializeCenter>(init => init.HandleAsync(center, null, reference, Caller.Center(0, Tier.Province), None));
            await first.Services.DisposeAsync();
        });
        return _centers[center] = TestScope.Over(database, Features);
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
    public Task<int> PushAsync(string province) => this[province].RunAsync<IOutbox, int>(
        outbox => new PushBatches(outbox, new DirectLine(Nation)).RunAsync(Channel.Up(province), 1_000, None));

    /// <returns>How many batches the province has more.</returns>
    public Task<int> PullAsync(string province) => this[province].RunAsync<IServiceProvider, int>(services =>
    {
        var (receive, outbox) = (services.GetRequiredService<ReceiveBatch>(), services.GetRequiredService<IOutbox>());
        return new PullBatches(receive, outbox, new DirectLine(Nation)).RunAsync(Channel.Down(province), 1_000, None);
    });

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
        _keys.Dispose();
        _folder.Delete(recursive: true);
    }
}
