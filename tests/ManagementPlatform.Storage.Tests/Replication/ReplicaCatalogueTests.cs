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
        var undecided = Schema.Tables.Keys.Except(Replicated().Select(t => t.Table.Name))
            .Except(ReplicaCatalogue.Local.Keys).Order();
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
                Schema.Tables[table.Name].Columns.Select(c => c.Name).ToList(),
                table.Columns.Select(c => c.Name).ToList(), table.Name);
        }
    }

    [TestMethod]
    public void Every_foreign_key_to_another_aggregate_is_looked_up_before_rows_are_written()
    {
        var missing =
            from pair in Replicated()
            from key in ForeignKeys(pair.Table)
            let target = TargetOf(key)
            where !Everywhere.Contains(target) && pair.Entity.Tables.All(t => t.Name != target || t == pair.Table)
            where !pair.Table.Parents.Any(p => pair.Table.Columns[p.Column].Name == key.Columns[0])
            select $"{pair.Table.Name}.{key.Columns[0]} → {target}";
        Assert.AreEqual("", string.Join(", ", missing));
    }

    [TestMethod]
    public void What_rows_refer_to_is_looked_up_in_the_very_table_of_the_foreign_key()
    {
        foreach (var (_, table) in Replicated())
        {
            foreach (var (column, parent) in table.Parents)
            {
                var keys = ForeignKeys(table)
                    .Where(key => key.Columns is [var only] && only == table.Columns[column].Name).ToList();
                Assert.IsTrue(
                    keys.All(key => TargetOf(key) == ReplicaCatalogue.Of(parent).Referred.Name),
                    $"{table.Name}.{table.Columns[column].Name}");
            }
        }
    }

    [TestMethod]
    public void A_table_that_an_engine_need_not_look_at_refers_to_nothing_but_what_was_looked_up_and_its_own_root()
    {
        var trusted = Replicated().Where(pair => pair.Table.ParentsAreSeen).ToList();
        Assert.IsGreaterThan(3, trusted.Count);
        var unseen =
            from pair in trusted
            from key in ForeignKeys(pair.Table)
            where !(TargetOf(key) == pair.Entity.Tables[0].Name && key.Columns is [var own] && own == pair.Table.Columns[pair.Table.KeyIndex].Name)
            where !(key.Columns is [var only] && pair.Table.Parents.Any(p => pair.Table.Columns[p.Column].Name == only))
            select $"{pair.Table.Name}: {key.Name}";
        Assert.AreEqual("", string.Join(", ", unseen));
    }

    private static IEnumerable<KeyModel> ForeignKeys(ReplicatedTable table) =>
        Schema.Tables[table.Name].Keys.Where(key => key.Kind == "foreign key");

    private static string TargetOf(KeyModel key) => key.Rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    private static IEnumerable<(ReplicatedEntity Entity, ReplicatedTable Table)> Replicated() =>
        ReplicaCatalogue.All.SelectMany(entity => entity.Tables.Select(table => (entity, table)));
}
