using Dapper;
using ManagementPlatform.Benchmarks.Data;
using ManagementPlatform.Benchmarks.Frame;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>Values to ask for, drawn from the database at random but the same in every run.</summary>
internal static class Sample
{
    private const int Seed = 51;

    public static async Task<IReadOnlyList<T>> Async<T>(BenchmarkStore store, string query, int count)
    {
        await using var connection = await store.Database(FilledCenter.Pupils).OpenAsync(CancellationToken.None);
        var all = (await connection.QueryAsync<T>(new CommandDefinition(query, commandTimeout: 0))).ToArray();
        new Random(Seed).Shuffle(all);
        return all.Take(count).ToList();
    }
}
