using System.Data;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ManagementPlatform.Storage.Engines;
using Microsoft.Data.SqlClient;

namespace ManagementPlatform.Storage.Tests.Engines;

/// <summary>What SQL Server's driver says and is told without the server.</summary>
[TestClass]
public sealed class SqlServerValuesTests
{
    [TestMethod]
    public void What_the_driver_refuses_by_itself_is_told_from_what_the_rows_own_source_throws()
    {
        using var connection = new SqlConnection("Server=nowhere");
        using var copy = new SqlBulkCopy(connection) { DestinationTableName = "dbo.student" };
        using var rows = new DataTable();
        var ofDriver = Assert.ThrowsExactly<InvalidOperationException>(() => copy.WriteToServer(rows));

        Assert.IsTrue(SqlServerDialect.IsAboutValue(ofDriver));
        Assert.IsFalse(
            SqlServerDialect.IsAboutValue(Assert.ThrowsExactly<InvalidOperationException>(() => Array.Empty<int>().First())));
        Assert.IsFalse(SqlServerDialect.IsAboutValue(Assert.ThrowsExactly<ObjectDisposedException>(() => ObjectDisposedException.ThrowIf(true, this))));
    }

    [TestMethod]
    public void A_value_that_the_driver_refuses_is_one_that_the_schema_rejects_and_is_not_repeated()
    {
        var rejected = new RejectedValueException();

        Assert.IsTrue(new SqlServerDialect().RejectsValue(rejected));
        Assert.IsFalse(new SqlServerDialect().IsTransient(rejected) || new SqlServerDialect().IsUnavailable(rejected));
        Assert.AreEqual(("22000", null), (rejected.SqlState, rejected.InnerException));
    }

    // The number of the error is 0 on Linux and 10061 on Windows.
    [TestMethod]
    public async Task A_server_that_does_not_answer_is_unavailable()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        var number = ((IPEndPoint)port.LocalEndpoint).Port;
        var server = $"Server=127.0.0.1,{number};User Id=a;Password=b;Encrypt=false;Connect Timeout=5";
        port.Stop();
        using var database = Database.Of("sqlserver", server);

        var refused = await Assert.ThrowsExactlyAsync<SqlException>(() => database.OpenAsync(CancellationToken.None));

        Assert.IsTrue(database.Dialect.IsUnavailable(refused));
        Assert.IsFalse(database.Dialect.IsTransient(refused) || database.Dialect.RejectsValue(refused));
        Assert.IsNull(await database.Dialect.ViolatedKeyAsync(refused, null!, CancellationToken.None));
    }

    [TestMethod]
    public void A_time_is_cut_to_what_the_column_holds_and_not_rounded_into_the_next_day()
    {
        var late = new DateTimeOffset(2026, 9, 1, 7, 59, 59, 999, TimeSpan.FromHours(8)).AddTicks(9_999);
        Assert.AreEqual(
            "2026-08-31T23:59:59.9999990Z", ColumnValues.ToSqlServer(late).ToString("o", CultureInfo.InvariantCulture));
        Assert.AreEqual("2026-08-31 23:59:59.999999", ColumnValues.ToSqlite(late));
    }
}
