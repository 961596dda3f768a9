using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ManagementPlatform.Etl.Tests.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Cli.Tests.Replication;

/// <summary>
/// A center as its operator runs it, every command a process, which stops where a test says so; and its rows past the product.
/// </summary>
internal sealed class LinedCenter : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MpProcess _mp = new();
    private readonly Dictionary<string, string?> _environment;
    private Process? _server;

    private LinedCenter(TestDatabase database)
    {
        Rows = TestScope.Over(
            database, services => services.AddScoped<AggregateReader>().AddScoped<ChangeRoutes>().AddScoped<RouteChanges>());
        _environment = new()
        {
            ["MP_ENGINE"] = database.Database.Engine.ToString().ToLowerInvariant(),
            ["MP_CONNECTION"] = database.ConnectionString,
            ["Logging__LogLevel__Default"] = "Error",
            ["DOTNET_STARTUP_HOOKS"] = typeof(LinedCenter).Assembly.Location,
            [HaltingCalls.FileVariable] = Halt,
        };
    }

    public TestScope Rows { get; }

    public string Address { get; } = "http://127.0.0.1:" + FreePort();

    private string Halt => Path.Combine(_mp.Folder, "halt");

    public static async Task<LinedCenter> InitAsync(Engine engine, params string[] init)
    {
        var center = new LinedCenter(await TestDatabase.CreateBlankAsync(engine));
        await center.DoneAsync(["init", .. init]);
        return center;
    }

    public async Task<MpResult> DoneAsync(params string[] args)
    {
        var result = await _mp.RunAsync(args, _environment);
        Assert.AreEqual(0, result.ExitCode, string.Join(' ', args) + "\n" + result.All);
        return result;
    }

    public Process Start(params string[] args) => _mp.Start(args, _environment);

    public async Task ServeAsync()
    {
        _server = Start("serve", "--urls", Address);
        Assert.Contains(Address, await _server.StandardOutput.ReadLineAsync() ?? await _server.StandardError.ReadToEndAsync());
    }

    public async Task KillServerAsync()
    {
        await KillAsync(_server!);
        _server = null;
    }

    /// <summary>SIGKILL.</summary>
    public static async Task KillAsync(Process process)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public Task HaltAtAsync(string point) => File.WriteAllTextAsync(Halt, point);

    public async Task HaltedAsync(string point)
    {
        for (var begun = Stopwatch.GetTimestamp(); !File.Exists(Halt + HaltingCalls.Reached); await Task.Delay(20))
            Assert.IsLessThan(Patience, Stopwatch.GetElapsedTime(begun), $"it never came to “{point}”");
        File.Delete(Halt + HaltingCalls.Reached);
    }

    /// <summary>The lease of somebody killed has run out, and the wait after a failure is over.</summary>
    public async Task WaitAsync()
    {
        await Rows.ExecuteAsync("UPDATE work_lease SET lease_until = taken_at");
        await Rows.ExecuteAsync("UPDATE replication_channel SET next_try_at = NULL");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await KillServerAsync();
        await Rows.DisposeAsync();
        _mp.Dispose();
    }

    // It stays the same when the server is started again.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
