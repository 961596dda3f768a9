using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Etl.Tests.Generation;

[TestClass]
public sealed class GeneratedSchoolsTests
{
    private static readonly Lazy<IReadOnlyList<GeneratedSchool>> Sichuan = new(() =>
        [.. Generated.Of(Request).SelectMany(c => c.Schools)]);

    // Every eighth county at its full size.
    private static GenerationRequest Request =>
        Generated.Request(
            "510000", [.. Generated.Plan(Generated.Request()).Where((_, i) => i % 8 == 0).Select(p => p.County.Code)]);

    [TestMethod]
    public void No_two_schools_share_a_code_or_a_name()
    {
        Assert.HasCount(Sichuan.Value.Count, Sichuan.Value.Select(s => s.Code).Distinct().ToList());
        Assert.HasCount(Sichuan.Value.Count, Sichuan.Value.Select(s => s.Name).Distinct().ToList());
    }

    [TestMethod]
    public void The_code_tells_what_the_type_is()
    {
        var categories = new Dictionary<string, string>
        { ["211"] = "21", ["311"] = "31", ["312"] = "31", ["341"] = "34", ["342"] = "34", ["345"] = "34" };
        foreach (var school in Sichuan.Value)
            Assert.AreEqual(categories[school.TypeCode] + "51", school.Code.Text[..4]);
    }

    [TestMethod]
    public void Schools_teach_the_stages_of_their_type()
    {
        var stages = new Dictionary<string, string>
        { ["211"] = "2", ["311"] = "3", ["312"] = "23", ["341"] = "34", ["342"] = "4", ["345"] = "234" };
        foreach (var school in Sichuan.Value)
        {
            var allowed = stages[school.TypeCode];
            Assert.IsTrue(school.Classes.All(c => allowed.Contains(c.Grade.Code[0], StringComparison.Ordinal)), school.Name);
        }
    }

    [TestMethod]
    [DataRow(Stage.Primary, 37.0)]
    [DataRow(Stage.Junior, 47.0)]
    [DataRow(Stage.Senior, 50.0)]
    public void Classes_are_as_large_as_the_nations(Stage stage, double mean) =>
        Assert.AreEqual(mean, Classes(stage).Average(c => c.Size), 2.0);

    [TestMethod]
    public void Few_classes_are_large_and_none_is_very_large()
    {
        var compulsory = Classes(Stage.Primary).Concat(Classes(Stage.Junior)).ToList();
        var large = compulsory.Count(c => c.Size >= 56) / (double)compulsory.Count;
        Assert.IsTrue(large is > 0.0005 and < 0.03, $"{large:P2}");
        Assert.IsLessThanOrEqualTo(0.002, compulsory.Count(c => c.Size >= 66) / (double)compulsory.Count);
    }

    [TestMethod]
    public void Schools_are_as_large_as_the_nations()
    {
        var primary = Sichuan.Value.Where(s => s.TypeCode == "211").Average(s => s.Pupils);
        Assert.AreEqual(777, primary, 160);
        Assert.AreEqual(1_034, Sichuan.Value.Where(s => s.TypeCode is "311" or "312").Average(s => s.Pupils), 160);
    }

    [TestMethod]
    public void Every_class_has_a_head_teacher_of_its_own_school()
    {
        foreach (var school in Sichuan.Value.Take(500))
        {
            Assert.IsTrue(
                school.Classes.All(c => c.HeadTeacher is not null && school.Staff.Contains(c.HeadTeacher)), school.Name);
            Assert.HasCount(school.Classes.Count, school.Classes.Select(c => c.HeadTeacher).Distinct().ToList());
        }
    }

    [TestMethod]
    public void Classes_of_a_year_are_numbered_without_gaps()
    {
        foreach (var year in Sichuan.Value.Take(500).SelectMany(s => s.Classes).GroupBy(c => (c.School, c.Grade)))
            CollectionAssert.AreEqual(Enumerable.Range(1, year.Count()).ToList(), year.Select(c => c.Number).ToList());
    }

    [TestMethod]
    public void Teaching_points_are_sub_units_of_rural_primary_schools()
    {
        var withPoints = Sichuan.Value.Where(s => s.SubUnits.Count > 0).ToList();
        Assert.IsNotEmpty(withPoints);
        Assert.IsTrue(withPoints.All(s => s is { TypeCode: "211", Area: Area.Rural }));
        Assert.IsTrue(withPoints.All(s => s.SubUnits.Select(u => u.Name).Distinct().Count() == s.SubUnits.Count));
        Assert.IsTrue(withPoints.SelectMany(s => s.Classes).Where(c => c.SubUnit is not null).All(c => c.TypeCode == "13" && c.Grade.Year <= 3));
    }

    [TestMethod]
    public void Shanghai_has_the_five_four_system()
    {
        var grades = Generated.Of(Generated.Request("310000", "310101") with { Pupils = 5_000 })
            .SelectMany(c => c.Schools).SelectMany(s => s.Classes).Select(c => c.Grade.Code).ToHashSet();
        Assert.IsTrue(grades.Contains("34"));
        Assert.IsFalse(grades.Contains("26"));
    }

    [TestMethod]
    public void Any_size_comes_out_exactly()
    {
        var sizes = Gen.Choose(0, 3_000).Zip(Gen.Choose(0, 1_500)).Zip(Gen.Choose(0, 1_500))
            .Where(s => s.Item1.Item1 + s.Item1.Item2 + s.Item2 > 0);
        Prop.ForAll(Arb.From(sizes), size =>
        {
            var totals = new StageTotals(size.Item1.Item1, size.Item1.Item2, size.Item2);
            var schools = Generated.Of(Generated.Request("510000", "510129", "511725") with { Totals = totals })
                .SelectMany(c => c.Schools).ToList();
            var classes = schools.SelectMany(s => s.Classes).ToList();
            long Of(Stage stage) => classes.Where(c => c.Grade.Stage == stage).Sum(c => c.Size);
            return new StageTotals(Of(Stage.Primary), Of(Stage.Junior), Of(Stage.Senior)) == totals
                && classes.All(c => c.Size is > 0 and <= 70) && schools.All(s => s.Pupils > 0);
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<GeneratedClass> Classes(Stage stage) =>
        Sichuan.Value.SelectMany(s => s.Classes).Where(c => c.Grade.Stage == stage);
}
