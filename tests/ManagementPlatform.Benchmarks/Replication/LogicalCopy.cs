using System.Diagnostics;
using Dapper;
using Npgsql;

namespace ManagementPlatform.Benchmarks.Replication;

/// <summary>
/// The peer: PostgreSQL's logical replication, initial copy of the pupils' tables from one database of the server to another, two
/// tables at a time as it comes. It checks no foreign keys and judges nothing.
/// </summary>
internal static class LogicalCopy
{
    public const string Name = "logical-copy";

    private const string Tables =
        "student, student_family_member, enrollment, student_number, student_number_history, identity_document, student_likeness, student_extra_field";

    public static async Task<(long Rows, double Seconds)> RunAsync(string from, string to, CancellationToken cancel)
    {
        await using var source = new NpgsqlConnection(from);
        await using var target = new NpgsqlConnection(to);
        await source.OpenAsync(cancel);
        await target.OpenAsync(cancel);
        await source.ExecuteAsync($"CREATE PUBLICATION mp_all FOR TABLE {Tables}");

        // A subscription to the same server cannot make its own slot: it would wait for itself.
        await source.ExecuteAsync("SELECT pg_create_logical_replication_slot('mp_all', 'pgoutput')");
        var clock = Stopwatch.StartNew();
        var address = new NpgsqlConnectionStringBuilder(from);
        var conninfo = $"host={address.Host} port={address.Port} user={address.Username} dbname={address.Database}"
            + (address.Password is null ? "" : $" password={address.Password}");
        await target.ExecuteAsync($"CREATE SUBSCRIPTION mp_all CONNECTION '{conninfo}' PUBLICATION mp_all WITH (create_slot = false, slot_name = 'mp_all')");
        while (await target.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM pg_subscription_rel WHERE srsubstate NOT IN ('r', 's')") > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
        clock.Stop();
        var rows = await target.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM student");
        await target.ExecuteAsync(
            "ALTER SUBSCRIPTION mp_all DISABLE; ALTER SUBSCRIPTION mp_all SET (slot_name = NONE); DROP SUBSCRIPTION mp_all");
        await source.ExecuteAsync("SELECT pg_drop_replication_slot('mp_all'); DROP PUBLICATION mp_all");
        return (rows, clock.Elapsed.TotalSeconds);
    }
}
