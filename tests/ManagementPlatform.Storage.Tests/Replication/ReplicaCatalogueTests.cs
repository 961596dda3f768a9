using ManagementPlatform.Storage.Replication;
using ManagementPlatform.Storage.Tests.Schema;

namespace ManagementPlatform.Storage.Tests.Replication;

/// <summary>The catalogue of what replicates against the schema.</summary>
[TestClass]
public sealed class ReplicaCatalogueTests
{
    // Keys of reference data, which is everywhere before anything else.
    private static readonly string[] Everywhere = ["region", "code_table"];

    private static readonly SchemaModel Schema = TransactSql.Schema();

    [TestMethod]
    public void Every_table_replicates_or_says_why_not()
    {
        var undecided = Schema.Tables.Keys.Except(Replicated().Select(t => t.Table.Name)).Except(ReplicaCatalogue.Local.Keys).Order();
        Assert.AreEqual("", string.Join(", ", undecided));
        var twice = ReplicaCatalogue.Local.Keys.Intersect(Replicated().Select(t => t.Table.Name));
        Assert.AreEqual("", string.Join(", ", twice));
    }

    [TestMethod]
    public void Every_column_of_a_replicated_table_travels()
    {
        foreach (var (_, table) in Replicated())
        {
            CollectionAssert.AreEquivalent(
                Schema.Tables[table.Name].Columns.Select(c => c.Name).ToList(), table.Columns.Select(c => c.Name).ToList(), table.Name);
        }
    }

    [TestMethod]
    public void Every_foreign_key_to_another_aggregate_is_looked_up_before_rows_are_written()
    {
        var missing =
            from pair in Replicated()
            from key in Schema.Tables[pair.Table.Name].Keys
            where key.Kind == "foreign key"
            let target = key.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]
            where !Everywhere.Contains(target) && pair.Entity.Tables.All(t => t.Name != target || t == pair.Table)
            where !pair.Table.Parents.Any(p => pair.Table.Columns[p.Column].Name == key.Columns[0])
            select $"{pair.Table.Name}.{key.Columns[0]} → {target}";
        Assert.AreEqual("", string.Join(", ", missing));
    }

    private static IEnumerable<(ReplicatedEntity Entity, ReplicatedTable Table)> Replicated() =>
        ReplicaCatalogue.All.SelectMany(entity => entity.Tables.Select(table => (entity, table)));
}
