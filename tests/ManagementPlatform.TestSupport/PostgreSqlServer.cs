using System.Collections.Concurrent;
using System.Diagnostics;

namespace ManagementPlatform.TestSupport;

/// <summary>
/// A real PostgreSQL server for tests: the one that <c>test.sh</c> started for the whole run (<c>MP_TEST_POSTGRESQL</c>), or one
/// of this process's own, started when first asked for and gone with the process, even when it is killed (see
/// <c>postgresql.sh</c>).
/// </summary>
public static class PostgreSqlServer
{
    private static readonly Lazy<Task<string>> Own = new(() => StartAsync());

    // Held until the process ends: a collected one closes its standard input, and the server would go.
    private static readonly ConcurrentBag<Process> Servers = [];

    /// <summary>A superuser's connection string to the database <c>postgres</c>.</summary>
    public static Task<string> ConnectionStringAsync() =>
        Environment.GetEnvironmentVariable("MP_TEST_POSTGRESQL") is { Length: > 0 } shared ? Task.FromResult(shared) : Own.Value;

    /// <summary>Starts another server, with its own settings.</summary>
    /// <param name="settings">Arguments of the server: <c>-c</c>, <c>fsync=on</c>.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or does not start.</exception>
    public static async Task<string> StartAsync(params string[] settings)
    {
        var start = new ProcessStartInfo("/bin/sh", [Path.Combine(AppContext.BaseDirectory, "postgresql.sh"), .. settings])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        Servers.Add(process);
        return await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("No PostgreSQL server: " + await process.StandardError.ReadToEndAsync());
    }
}
