using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>The server of a benchmark, in a process of its own, and a client that has signed in.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly Process _process;

    private readonly ConcurrentDictionary<long, TaskCompletionSource<string>> _tokens = [];

    private RunningServer(Process process, HttpClient product, HttpClient bare) =>
        (_process, Product, Bare) = (process, product, bare);

    public HttpClient Product { get; }

    public HttpClient Bare { get; }

    /// <summary>What the server's process has used of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<RunningServer> StartAsync(BenchmarkStore store, string database)
    {
        var process = Phase.Start(ServerPhase.Name, store.Engine.ToString(), store.ConnectionString(database));
        ServerAddress? address = null;
        while (address is null)
        {
            var line = await process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The server did not start.");
            if (line.StartsWith("{\"Product\"", StringComparison.Ordinal))
                address = JsonSerializer.Deserialize<ServerAddress>(line);
        }

        var product = new HttpClient { BaseAddress = new Uri(address.Product + "/api/v1/") };
        product.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(product, address));
        var server = new RunningServer(process, product, new HttpClient { BaseAddress = new Uri(address.Bare) });
        _ = server.ReadAsync();
        return server;
    }

    /// <summary>A token of a person's account, from the server itself.</summary>
    public async Task<string> TokenOfAsync(long userId)
    {
        var isNew = false;
        var token = _tokens.GetOrAdd(userId, _ =>
        {
            isNew = true;
            return new(TaskCreationOptions.RunContinuationsAsynchronously);
        });
        if (isNew)
        {
            lock (_tokens)
                _process.StandardInput.WriteLine(userId);
        }

        return await token.Task;
    }

    // Tokens that were asked for; the rest is its log, and it would wait for a reader.
    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(ServerPhase.TokenMark, StringComparison.Ordinal) && line.Split(' ') is [_, var user, var token])
                _tokens[long.Parse(user, System.Globalization.CultureInfo.InvariantCulture)].TrySetResult(token);
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Product.Dispose();
        Bare.Dispose();
    }

    private static async Task<string> TokenAsync(HttpClient client, ServerAddress address)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = address.ClientId, ["client_secret"] = address.ClientSecret,
        });
        using var answer = await client.PostAsync("token", form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
