using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// The network between the centers: loses requests and answers, delays and repeats requests, is cut for a while.
/// </summary>
internal sealed class Network(World world)
{
    private const int Patience = 20;

    /// <summary>Requests on their way belong to no program: they arrive though the sender was stopped.</summary>
    private readonly Life _flight = new();

    public bool IsHealthy { get; set; }

    /// <summary>Provinces that cannot reach the nation.</summary>
    public HashSet<string> Cut { get; } = [];

    public async Task<T> CallAsync<T>(SimCenter client, Life life, SimCenter server, Func<Life, Task<T>> handle)
    {
        await client.TurnAsync(life);
        var fate = IsHealthy ? 100 : world.Random.Next(100);
        if (fate < 8 || Cut.Contains(client.IsNation ? server.Code : client.Code))
            return await GiveUpAsync<T>(client, life, "request lost");
        var answer = ServeAsync(server, handle, latency: fate is >= 16 and < 24 ? 3 * Patience : world.Random.Next(3));
        if (fate < 24)
        {
            _ = HeedAsync(answer);
            return await GiveUpAsync<T>(client, life, fate < 16 ? "answer lost" : "request late");
        }

        if (fate < 32)
            _ = HeedAsync(ServeAsync(server, handle, latency: world.Random.Next(5 * Patience)));
        return await AnswerAsync(answer);
    }

    private async Task<T> ServeAsync<T>(SimCenter server, Func<Life, Task<T>> handle, int latency)
    {
        await world.Scheduler.TurnAsync(_flight, latency);
        return await handle(server.Life);
    }

    private async Task<T> GiveUpAsync<T>(SimCenter client, Life life, string why)
    {
        world.Trace?.Add($"{client}: {why}");
        await client.TurnAsync(life, Patience);
        throw new LineDownException(why);
    }

    private static async Task<T> AnswerAsync<T>(Task<T> answer)
    {
        try
        {
            return await answer;
        }
        catch (Exception error) when (error is StoppedException or BusyException)
        {
            throw new LineDownException("no answer", error);
        }
    }

    /// <summary>Nobody waits for the answer, but what breaks is heard of.</summary>
    private async Task HeedAsync<T>(Task<T> answer)
    {
        try
        {
            await answer;
        }
        catch (Exception error)
        {
            world.Note(error);
        }
    }
}
