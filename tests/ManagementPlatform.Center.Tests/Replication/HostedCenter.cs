using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ManagementPlatform.Center.Tests.Replication;

/// <summary>A whole center of the nation or of a province: its database, its data folder, its clock, and a real port.</summary>
internal sealed class HostedCenter : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestScope _rows;
    private readonly DirectoryInfo _folder;

    private HostedCenter(TestScope rows, DirectoryInfo folder, WebApplication app, MovableTime time, ErrorLog errors) =>
        (_rows, _folder, App, Time, Errors) = (rows, folder, app, time, errors);

    public WebApplication App { get; }

    public MovableTime Time { get; }

    public ErrorLog Errors { get; }

    public string Folder => _folder.FullName;

    public Uri Address => new(App.Urls.First());

    /// <param name="code">00 for the nation.</param>
    public static async Task<HostedCenter> StartAsync(Engine engine, string code, Action<IServiceCollection>? services = null)
    {
        var database = await TestDatabase.CreateAsync(engine, "hosted " + code, made => InitializeAsync(made, code));
        var (folder, time, errors) = (Directory.CreateTempSubdirectory($"center-{code}-"), new MovableTime(), new ErrorLog());
        var app = Build(database, folder.FullName, errors.AddTo + services + (s => s.AddSingleton<TimeProvider>(time)));
        await app.StartAsync();
        return new HostedCenter(TestScope.Over(database), folder, app, time, errors);
    }

    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A made-up county.</summary>
    public async Task<GeneratedCount> FillAsync(string county, int pupils)
    {
        var request = new GenerationRequest
        {
            Region = RegionCode.Parse(county[..2] + "0000"), Counties = [county],
            SchoolYear = new SchoolYear(2026), Pupils = pupils,
        };
        var tables = GeneratorTables.Load(ReferenceFiles.Folder);
        var counties = new CountyList((await App.Services.GetRequiredService<IReferenceData>().GetAsync(None)).Regions);
        return await RunAsync(
            (CenterLoad load) => load.AddAsync(request, tables, GenerationPlan.Of(request, tables, counties), null, None));
    }

    /// <summary>Somebody of the center's own organization, signed in.</summary>
    public async Task<HttpClient> ClientAsync(Role role)
    {
        var here = await RunAsync(async (ICurrentCenter center) => await center.GetAsync(None));
        return App.ClientFor(await App.AddAccountAsync(_rows, [role], here.RootOrganizationId));
    }

    /// <summary>Changes rows past the product.</summary>
    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await _rows.Database.OpenAsync(None);
        await connection.ExecuteAsync(sql, parameters);
    }

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => _rows.ScalarAsync<T>(sql, parameters);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _rows.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task InitializeAsync(TestDatabase made, string code)
    {
        var folder = Directory.CreateTempSubdirectory("center-");
        await using (var app = Build(made, folder.FullName, services => { }))
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var reference = await ReferenceFiles.ReadAsync(None);
            await scope.ServiceProvider.GetRequiredService<InitializeCenter>()
                .HandleAsync(code, null, reference, Caller.Center(0, Tier.Province), None);
            app.Services.GetRequiredService<Database>().Release();
        }

        folder.Delete(recursive: true);
    }

    private static WebApplication Build(TestDatabase database, string folder, Action<IServiceCollection> services) => CenterHost.Build(new CenterHostOptions
    {
        Settings = new Dictionary<string, string?>
        {
            ["Database:Engine"] = database.Database.Engine.ToString(),
            ["ConnectionStrings:Center"] = database.ConnectionString,
            ["Center:DataFolder"] = folder,
            ["Urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Critical",
        },
        Services = services + Clockwork.Stop + (s => s.Replace(ServiceDescriptor.Singleton(new BatchLimits(300, 300)))),
    });
}
