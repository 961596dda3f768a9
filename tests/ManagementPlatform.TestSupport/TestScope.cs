using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// What a test of stores and use cases stands on: a database of its own, the services over it, a clock that stands still.
/// <code>
/// await using var test = await TestScope.CreateAsync(engine, services => services.AddOrganization());
/// await test.StartCenterAsync();
/// await test.RunAsync&lt;RegisterStudent&gt;(register => register.HandleAsync(…));
/// </code>
/// </summary>
public sealed class TestScope : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private TestScope(TestDatabase database, Action<IServiceCollection>? features)
    {
        _database = database;
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Time).AddStorage(database.Database);
        features?.Invoke(services);
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public MovableTime Time { get; } = new();

    public Database Database => _database.Database;

    public string ConnectionString => _database.ConnectionString;

    public ServiceProvider Services { get; }

    /// <summary>The center acting by itself; known after <see cref="StartCenterAsync"/>.</summary>
    public Caller Center { get; private set; } = Caller.Center(0, Tier.Province);

    public static async Task<TestScope> CreateAsync(Engine engine, Action<IServiceCollection>? features = null) =>
        new(await TestDatabase.CreateAsync(engine), features);

    /// <summary>
    /// Over a database that is there already; see
    /// <see cref="TestDatabase.CreateAsync(Engine, string, Func{TestDatabase, Task})"/>.
    /// </summary>
    public static TestScope Over(TestDatabase database, Action<IServiceCollection>? features = null) => new(database, features);

    /// <inheritdoc cref="TestDatabase.CopyAsync"/>
    public Task<TestDatabase?> BackUpAsync() => _database.CopyAsync();

    /// <summary>Makes the database the center of 四川省 (51) with its root organization, and nothing else.</summary>
    public async Task StartCenterAsync() => Center = Caller.Center(await TestCenter.InsertAsync(Database, Time), Tier.Province);

    /// <summary>Runs one request: a scope of its own, so a session of its own.</summary>
    public async Task RunAsync<TService>(Func<TService, Task> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <inheritdoc cref="RunAsync{TService}"/>
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> act)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A scope that the test keeps, for two requests at once.</summary>
    public AsyncServiceScope Open() => Services.CreateAsyncScope();

    /// <summary>Counts rows, or reads any single value, past the product.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return await Dapper.SqlMapper.ExecuteScalarAsync<T>(connection, sql, parameters);
    }

    /// <inheritdoc cref="TestDatabase.ResetAsync"/>
    public Task ResetAsync() => _database.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
