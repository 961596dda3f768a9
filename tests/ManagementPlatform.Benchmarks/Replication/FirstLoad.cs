using System.Diagnostics;
using Dapper;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Replication;

/// <summary>
/// A province that joins with everything it has: snapshot batches cut, packed, signed, checked and applied, until nothing is
/// left.
/// </summary>
internal static class FirstLoad
{
    public const string Name = "first-load";

    public static async Task<(long Rows, double Seconds)> RunAsync(
        string engine, string province, string nation, string folder, CancellationToken cancel)
    {
        var database = Database.Of(engine, nation);
        await database.EnsureExistsAsync(cancel);
        await using var pair = await ReplicaPair.JoinAsync(Database.Of(engine, province), database, folder, cancel);
        var clock = Stopwatch.StartNew();
        await pair.PushAsync(cancel);
        clock.Stop();
        await using var connection = await database.OpenAsync(cancel);
        return (await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM student"), clock.Elapsed.TotalSeconds);
    }
}
