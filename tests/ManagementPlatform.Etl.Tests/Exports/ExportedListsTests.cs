using ManagementPlatform.Etl.Exports;

namespace ManagementPlatform.Etl.Tests.Exports;

[TestClass]
public sealed class ExportedListsTests
{
    // Text on SQLite, DateTime on SQL Server, DateOnly on PostgreSQL.
    [TestMethod]
    public void A_date_is_written_alike_whatever_the_driver_gives()
    {
        var day = new DateOnly(2026, 9, 1);
        object[] given = ["2026-09-01", day.ToDateTime(TimeOnly.MinValue), day];
        foreach (var value in given)
            Assert.AreEqual("2026-09-01", ExportedLists.Text(value), value.GetType().Name);
    }
}
