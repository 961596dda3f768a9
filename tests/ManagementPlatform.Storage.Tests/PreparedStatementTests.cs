using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Tests.SqlServer;
using Npgsql;

namespace ManagementPlatform.Storage.Tests;

[TestClass]
public sealed class PreparedStatementTests
{
    [TestMethod]
    public void There_is_room_for_every_statement_of_the_product()
    {
        var room = new NpgsqlConnectionStringBuilder(new PostgreSqlDialect().Complete("Host=db")).MaxAutoPrepare;
        var statements = StatementCatalogue.All().Select(statement => statement.Text).Distinct().Count();
        Assert.IsGreaterThan(statements, room, $"{statements} statements");
    }

    [TestMethod]
    public void An_operators_own_figure_stands() => Assert.AreEqual(
        7, new NpgsqlConnectionStringBuilder(new PostgreSqlDialect().Complete("Host=db;Max Auto Prepare=7")).MaxAutoPrepare);
}
