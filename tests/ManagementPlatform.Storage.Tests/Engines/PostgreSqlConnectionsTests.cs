using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Writing;
using ManagementPlatform.TestSupport;
using Npgsql;

namespace ManagementPlatform.Storage.Tests.Engines;

/// <summary>Few connections are enough, and nobody who holds one waits for another that its like hold.</summary>
[TestClass]
public sealed class PostgreSqlConnectionsTests
{
    [TestMethod]
    [DataRow("Host=db", 20)]
    [DataRow("Host=db;Maximum Pool Size=100", 100)]
    [DataRow("Host=db;MaxPoolSize=7", 7)]
    public void An_operators_own_figure_stands(string connectionString, int most) =>
        Assert.AreEqual(most, new NpgsqlConnectionStringBuilder(new PostgreSqlDialect().Complete(connectionString)).MaxPoolSize);

    [TestMethod]
    public async Task Keys_and_reference_data_come_while_all_connections_are_in_use()
    {
        await using var test = await TestScope.CreateAsync(Engine.PostgreSql);
        await test.StartCenterAsync();
        using var database = Database.Of("postgresql", test.ConnectionString + ";Maximum Pool Size=1;Timeout=3");
        await using var only = await database.OpenAsync(CancellationToken.None);
        await Assert.ThrowsAsync<NpgsqlException>(() => database.OpenAsync(CancellationToken.None));

        Assert.IsGreaterThan(0, await new Identifiers(database).ReserveAsync(5, CancellationToken.None));
        Assert.IsNotNull(await new ReferenceData(database, TimeProvider.System).GetAsync(CancellationToken.None));
        Assert.IsNotNull(await new CurrentCenter(database).GetAsync(CancellationToken.None));
    }
}
