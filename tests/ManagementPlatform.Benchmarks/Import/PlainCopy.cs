using System.Diagnostics;
using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Import;

/// <summary>
/// The measure for an import: the plain driver puts the very rows that the import left into a database that has everything but
/// them, in one transaction, with the same tables, indexes and settings. Reading them is not timed: the plain driver gets its
/// rows for nothing.
/// </summary>
internal static class PlainCopy
{
    public const string Name = "plain-copy";
    private const int PupilsAtOnce = 5_000;

    public static async Task<(long Rows, double Seconds)> RunAsync(
        string engine, string from, string to, CancellationToken cancel)
    {
        await using var source = await Database.Of(engine, from).OpenAsync(cancel);
        var database = Database.Of(engine, to);
        await using var target = await database.OpenAsync(cancel);
        var tables = await FilledTable.FindAsync(source, target, cancel);
        var readers = new List<RowSource>();
        foreach (var table in tables)
            readers.Add(await RowSource.OpenAsync(Database.Of(engine, from), table, cancel));
        var clock = new Stopwatch();
        clock.Start();
        await using var transaction = await database.Dialect.BeginWriteAsync(target, cancel);
        clock.Stop();
        using var writer = IPlainWriter.For(database.Engine, target, transaction);
        var pupils = readers.Single(r => r.Table.Name == "student");
        while (await pupils.ReadAsync(PupilsAtOnce, cancel) is { Count: > 0 } batch)
        {
            var share = (double)pupils.Taken / pupils.Table.Rows;
            var parts = new List<(FilledTable, IReadOnlyList<object[]>)> { (pupils.Table, batch) };
            foreach (var reader in readers.Where(r => r != pupils))
                parts.Add((reader.Table, await reader.ReadUntilAsync(pupils.LastPupil, share, cancel)));
            clock.Start();
            foreach (var (table, rows) in parts)
                await writer.InsertAsync(table, rows, cancel);
            clock.Stop();
        }

        clock.Start();
        await transaction.CommitAsync(cancel);
        clock.Stop();
        await FilledTable.AssertSameAsync(tables, target, cancel);
        foreach (var reader in readers)
            await reader.DisposeAsync();
        return (pupils.Table.Rows, clock.Elapsed.TotalSeconds);
    }
}
