using System.Data;
using ManagementPlatform.Storage.Engines;
using Microsoft.Data.SqlClient;

namespace ManagementPlatform.Storage.Tests.Engines;

/// <summary>What the bulk load of SQL Server's driver says without the server.</summary>
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
}
