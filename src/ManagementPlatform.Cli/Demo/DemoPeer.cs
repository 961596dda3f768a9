using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ManagementPlatform.Center;
using ManagementPlatform.Cli.Terminal;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Cli.Demo;

/// <summary>
/// Another center of the demo: a folder and a database of its own, served by a process of its own (<c>mp serve</c>).
/// </summary>
internal sealed class DemoPeer(string folder, Screen screen) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? _process;

    public string Folder => folder;

    public string Address { get; } = $"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Works on the center as a command does, without its server.</summary>
    public async Task<T> RunAsync<T>(CenterAction like, Func<CenterAction, Task<T>> act)
    {
        await using var host = CenterHost.Build(new CenterHostOptions { Settings = Settings(), Serves = false });
        await using var scope = host.Services.CreateAsyncScope();
        return await act(new CenterAction(scope.ServiceProvider, like.Parsed, screen, json: false));
    }

    /// <exception cref="InvalidOperationException">It does not come up.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        screen.Line($"mp serve --data '{folder}' --urls {Address}");
        _process = Process.Start(Start("serve", "--data", folder, "--urls", Address, "--engine", "sqlite"))!;
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(200, cancel))
        {
            try
            {
                using var answer = await http.GetAsync("/health/ready", cancel);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"{Address} did not come up.");
    }

    /// <summary>The process ends at once, as when a machine or a line fails.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private Dictionary<string, string?> Settings() => new()
    {
        ["Database:Engine"] = "sqlite",
        ["ConnectionStrings:Center"] = null,
        ["Center:DataFolder"] = folder,
        ["Logging:LogLevel:Default"] = "Error",
    };

    private static ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "mp.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["Logging__LogLevel__Default"] = "Error";
        foreach (var name in (string[])["MP_ENGINE", "MP_CONNECTION", "MP_DATA", "MP_URLS", "ConnectionStrings__Center", "Database__Engine"])
            start.Environment.Remove(name); // those are of the demo's own center
        return start;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
