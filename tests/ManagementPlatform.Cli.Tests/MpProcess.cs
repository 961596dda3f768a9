using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ManagementPlatform.Cli.Tests;

/// <summary>What a run of the real program gave.</summary>
internal sealed record MpResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string All => Output + Error;
}

/// <summary>Runs <c>mp</c> as a process, with a data folder of its own that goes when the test is over.</summary>
internal sealed class MpProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public string Folder { get; } = Directory.CreateTempSubdirectory("mp-test-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public Task<MpResult> RunAsync(params string[] args) => RunAsync(args, []);

    public async Task<MpResult> RunAsync(string[] args, Dictionary<string, string?> environment)
    {
        using var process = Start(args, environment);
        using var limit = new CancellationTokenSource(Longest);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new MpResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("mp " + string.Join(' ', args), exception);
        }
    }

    /// <summary>Starts a program that goes on until it is stopped.</summary>
    public Process Start(string[] args, Dictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "mp.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        start.Environment["MP_DATA"] = Data;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
