using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>Every replicated table of two centers, row by row and cell by cell, for what a center is home of.</summary>
internal static class TableComparison
{
    public static async Task AreSameAsync(TestScope one, TestScope other, string home)
    {
        foreach (var entity in ReplicaCatalogue.All.Where(e => e.Next is not null))
        {
            var ids = await one.RunAsync<AggregateReader, IReadOnlyList<long>>(
                reader => reader.NextAsync(entity, home, KeyRange.From(-1), int.MaxValue, CancellationToken.None));
            foreach (var table in entity.Tables)
                await AreSameAsync(one, other, table, ids, entity.Name);
        }
    }

    /// <summary>The rows of some aggregates in one table.</summary>
    public static async Task AreSameAsync(
        TestScope one, TestScope other, ReplicatedTable table, IReadOnlyList<long> ids, string what)
    {
        var (expected, actual) = (await RowsAsync(one, table, ids), await RowsAsync(other, table, ids));
        Assert.AreEqual(string.Join('\n', expected), string.Join('\n', actual), $"{what}: {table.Name}");
    }

    private static Task<List<string>> RowsAsync(TestScope center, ReplicatedTable table, IReadOnlyList<long> ids) =>
        center.RunAsync<AggregateReader, List<string>>(async reader =>
        {
            var rows = new List<string>();
            await foreach (var row in reader.RowsAsync(table, ids, CancellationToken.None))
                rows.Add(string.Join('|', row.Select(CellText.Of)));
            return rows;
        });
}
