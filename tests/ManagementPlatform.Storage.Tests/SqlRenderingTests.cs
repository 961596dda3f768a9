using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests;

[TestClass]
public sealed class SqlRenderingTests
{
    private static readonly Table<Thing> Things = new("thing", "id");
    private static readonly Sql Named = Sql.Portable(
        "SELECT t.id FROM dbo.thing AS t WHERE t.name IN {names @names} ORDER BY t.id");
    private static readonly Sql Coded = Sql.Portable(
        "SELECT t.id FROM dbo.thing AS t WHERE t.code IN {codes @codes} ORDER BY t.id");
    private static readonly Sql Dated = Sql.Portable("SELECT {date @on}, {time @at} FROM dbo.thing");
    private static readonly Sql Kept = Sql.Portable("SELECT t.id FROM dbo.thing AS t {hold} WHERE t.id = @id {hold t}");
    private static readonly Sql Numbered = Sql.Portable("SELECT t.id FROM dbo.thing AS t WHERE t.id IN {ids @ids} ORDER BY t.id");
    private static readonly Sql First = Sql.Portable("SELECT t.id FROM dbo.thing AS t ORDER BY t.name, t.id {limit @count}");

    private static readonly string[] Names =
        ["O'Brien", "a\"b", @"back\slash", @"\u4e2d", "中文，全角", "𠮷野家", "[1,2]", "null", "", " 前后 ", "tab\tnew\nline", "</script>&", "zz"];

    [TestMethod]
    [DataRow(Engine.Sqlite, "SELECT @on, @at FROM thing")]
    [DataRow(Engine.SqlServer, "SELECT CAST(@on AS date), CAST(@at AS datetime2(6)) FROM dbo.thing")]
    [DataRow(Engine.PostgreSql, "SELECT CAST(@on AS date), CAST(@at AS timestamptz) FROM thing")]
    public void A_selected_day_or_moment_is_typed_where_types_are_asked_for(Engine engine, string expected) =>
        Assert.AreEqual(expected, Dated.For(engine));

    [TestMethod]
    [DataRow(Engine.Sqlite, "SELECT t.id FROM thing AS t WHERE t.id = @id")]
    [DataRow(Engine.SqlServer, "SELECT t.id FROM dbo.thing AS t WITH (REPEATABLEREAD) WHERE t.id = @id")]
    [DataRow(Engine.PostgreSql, "SELECT t.id FROM thing AS t WHERE t.id = @id FOR SHARE OF t")]
    public void A_row_is_held_in_each_engines_words(Engine engine, string expected) =>
        Assert.AreEqual(expected, Kept.For(engine));

    [TestMethod]
    [DataRow(Engine.Sqlite, "SELECT t.id FROM thing AS t WHERE t.id = @id")]
    [DataRow(Engine.SqlServer, "SELECT t.id FROM dbo.thing AS t WHERE t.id = @id")]
    [DataRow(Engine.PostgreSql, "SELECT t.id FROM thing AS t WHERE t.id = @id")]
    public void Outside_a_transaction_no_row_is_held(Engine engine, string expected) =>
        Assert.AreEqual(expected, Kept.WithoutHolds(engine));

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_list_finds_every_name_whatever_stands_in_it(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.RunAsync<DbSession>(async session =>
        {
            for (var i = 0; i < Names.Length; i++)
                CollectionAssert.AreEqual(
                    new long[] { i }, await FindAsync(session, Named, new { names = JsonList.Of([Names[i], "nobody"]) }));
            CollectionAssert.AreEqual(
                Enumerable.Range(0, Names.Length).Select(i => (long)i).ToArray(),
                await FindAsync(session, Named, new { names = JsonList.Of(Names) }));
            Assert.IsEmpty(await FindAsync(session, Named, new { names = JsonList.Of(Array.Empty<string>()) }));
        });
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_list_of_codes_or_keys_may_be_long(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.RunAsync<DbSession>(async session =>
        {
            var many = Enumerable.Range(5, 10_000).ToArray();
            var codes = new { codes = JsonList.Of(many.Select(i => $"c{i}")) };
            var ids = new { ids = JsonList.Of(many.Select(i => (long)i).Append(long.MaxValue)) };
            Assert.HasCount(Names.Length - 5, await FindAsync(session, Coded, codes));
            Assert.HasCount(Names.Length - 5, await FindAsync(session, Numbered, ids));
        });
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_limit_gives_the_first_rows(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.RunAsync<DbSession>(async session =>
        {
            Assert.HasCount(3, await FindAsync(session, First, new { count = 3 }));
            Assert.HasCount(Names.Length, await FindAsync(session, First, new { count = 1000 }));
        });
    }

    [TestMethod]
    public void Only_SQL_Server_sees_the_schema_name()
    {
        Assert.DoesNotContain("dbo.", Named.For(Engine.Sqlite));
        Assert.DoesNotContain("dbo.", Named.For(Engine.PostgreSql));
        Assert.Contains("dbo.thing", Named.For(Engine.SqlServer));
    }

    private static async Task<long[]> FindAsync(DbSession session, Sql sql, object parameters) =>
        [.. await session.QueryAsync<long>(sql, parameters, CancellationToken.None)];

    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine);
        await test.ScalarAsync<int>(engine == Engine.SqlServer
            ? """
              CREATE TABLE thing (id bigint NOT NULL PRIMARY KEY, name nvarchar(64) COLLATE Chinese_PRC_CI_AS NOT NULL,
              code varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL)
              """
            : "CREATE TABLE thing (id bigint NOT NULL PRIMARY KEY, name varchar(64) NOT NULL, code varchar(64) NOT NULL)");
        await test.RunAsync<DbSession>(async session =>
        {
            for (var i = 0; i < Names.Length; i++)
                await session.InsertAsync(Things, new Thing { Id = i, Name = Names[i], Code = $"c{i}" }, CancellationToken.None);
        });
        return test;
    }

    private sealed record Thing
    {
        public required long Id { get; init; }
        public required string Name { get; init; }
        public required string Code { get; init; }
    }
}
