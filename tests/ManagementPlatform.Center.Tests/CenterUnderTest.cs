using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests;

/// <summary>
/// A whole center on a real port, over a database of the test's own: 四川省 with its root organization and nothing else.
/// <code>
/// await using var center = await CenterUnderTest.StartAsync(engine);
/// using var client = await center.ClientAsync(Role.Registrar);
/// var answer = await client.GetAsync("/api/v1/me");
/// </code>
/// </summary>
public sealed class CenterUnderTest : IAsyncDisposable
{
    private readonly TestScope _scope;
    private readonly string _dataFolder;

    private CenterUnderTest(TestScope scope, string dataFolder, WebApplication app, ErrorLog errors)
    {
        _scope = scope;
        _dataFolder = dataFolder;
        App = app;
        Errors = errors;
    }

    public WebApplication App { get; }

    /// <summary>Services, clock and rows past the product.</summary>
    public TestScope Scope => _scope;

    public long RootOrganizationId => _scope.Center.OrganizationId;

    public string DataFolder => _dataFolder;

    /// <summary>What the center logged as an error, with the exception behind every 500.</summary>
    public ErrorLog Errors { get; }

    public Uri Address => new(App.Urls.First());

    /// <param name="settings">Win over the test's own.</param>
    /// <param name="routes">More routes below <c>/api/v1</c>.</param>
    /// <param name="through">Leads the connection string another way, so that a test can cut it.</param>
    /// <param name="schedules">For tests about what a center does by the clock; in all others it does nothing by itself.</param>
    public static async Task<CenterUnderTest> StartAsync(
        Engine engine = Engine.Sqlite,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IEndpointRouteBuilder>? routes = null,
        Action<IServiceCollection>? services = null,
        Func<string, string>? through = null,
        bool schedules = false)
    {
        var scope = await TestScope.CreateAsync(engine);
        await scope.StartCenterAsync();
        var folder = Path.Combine(Path.GetTempPath(), "mp_test_data_" + Guid.CreateVersion7().ToString("n"));
        var all = SettingsOf(scope, folder);
        scope.Database.Release();
        if (through is not null)
            all["ConnectionStrings:Center"] = through(scope.ConnectionString);
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
            all[key] = value;
        var errors = new ErrorLog();
        Action<IServiceCollection>? clockwork = schedules ? null : Clockwork.WithoutSchedules;
        var app = CenterHost.Build(
            new CenterHostOptions { Settings = all, Routes = routes, Services = errors.AddTo + clockwork + services });
        await app.StartAsync();
        return new CenterUnderTest(scope, folder, app, errors);
    }

    /// <summary>A second node of the same center, over the same database.</summary>
    public async Task<WebApplication> StartSecondNodeAsync()
    {
        var app = CenterHost.Build(
            new CenterHostOptions { Settings = SettingsOf(_scope, _dataFolder), Services = Clockwork.WithoutSchedules });
        await app.StartAsync();
        return app;
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>A client signed in as a new account of the organization (the root one when none is given).</summary>
    public async Task<HttpClient> ClientAsync(Role role, long? organizationId = null) =>
        ClientFor(await AddAccountAsync([role], organizationId));

    /// <inheritdoc cref="Accounts.ClientFor"/>
    public HttpClient ClientFor(long userId) => App.ClientFor(userId);

    /// <inheritdoc cref="Accounts.AddAccountAsync"/>
    public Task<long> AddAccountAsync(Role[] roles, long? organizationId = null, bool mustChangePassword = false) =>
        App.AddAccountAsync(_scope, roles, organizationId ?? RootOrganizationId, mustChangePassword);

    private static Dictionary<string, string?> SettingsOf(TestScope scope, string folder) => new()
    {
        ["Database:Engine"] = scope.Database.Engine.ToString(),
        ["ConnectionStrings:Center"] = scope.ConnectionString,
        ["Center:DataFolder"] = folder,
        ["Urls"] = "http://127.0.0.1:0",
        ["Logging:LogLevel:Default"] = "Critical",
    };

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await _scope.DisposeAsync();
        if (Directory.Exists(_dataFolder))
            Directory.Delete(_dataFolder, recursive: true);
    }
}
