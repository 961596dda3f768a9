using System.Globalization;
using ManagementPlatform.Etl.Columns;

namespace ManagementPlatform.Etl.Tests.Columns;

[TestClass]
public sealed class DateTextTests
{
    [TestMethod]
    [DataRow("20160315")]
    [DataRow("2016-03-15")]
    [DataRow("2016-3-15")]
    [DataRow("2016/3/15")]
    [DataRow("2016.03.15")]
    [DataRow("2016年3月15日")]
    [DataRow("2016-03-15 00:00:00")]
    public void A_day_is_read_in_every_usual_form(string text) => Assert.AreEqual(new DateOnly(2016, 3, 15), DateText.Day(text));

    [TestMethod]
    [DataRow("20160230")]
    [DataRow("2016-13-01")]
    [DataRow("2016-3")]
    [DataRow("160315")]
    [DataRow("15/3/2016")]
    [DataRow("201603150")]
    [DataRow("2016-3-15-1")]
    [DataRow("昨天")]
    [DataRow("")]
    public void What_is_no_day_is_none(string text) => Assert.IsNull(DateText.Day(text));

    [TestMethod]
    [DataRow("202609", "202609")]
    [DataRow("2026-9", "202609")]
    [DataRow("2026年9月", "202609")]
    [DataRow("2026.09.01", "202609")]
    [DataRow("202613", null)]
    [DataRow("9月", null)]
    public void A_month_is_read_of_a_month_or_a_day(string text, string? month) => Assert.AreEqual(month, DateText.Month(text));

    [TestMethod]
    [DataRow("20200101-20300101", "20200101-20300101")]
    [DataRow("2020.01.01-2030.01.01", "20200101-20300101")]
    [DataRow("2020-01-01至2030-01-01", "20200101-20300101")]
    [DataRow("2020-01-01-2030-01-01", "20200101-20300101")]
    [DataRow("2020.1.1-长期", "20200101-长期")]
    [DataRow("2020-01-01-长期", "20200101-长期")]
    [DataRow("20200101", null)]
    [DataRow("-", null)]
    public void A_period_is_read_with_whatever_stands_between_its_days(string text, string? period) =>
        Assert.AreEqual(period, DateText.Period(text));

    [TestMethod]
    public void Every_day_of_the_calendar_reads_back_from_each_form()
    {
        for (var day = new DateOnly(1999, 12, 1); day < new DateOnly(2001, 3, 1); day = day.AddDays(1))
        {
            foreach (var form in (string[])["yyyyMMdd", "yyyy-MM-dd", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"])
                Assert.AreEqual(day, DateText.Day(day.ToString(form, CultureInfo.InvariantCulture)), form);
        }
    }
}
