using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class GradeTests
{
    private static readonly SchoolYear ThisYear = new(2026);

    [TestMethod]
    [DataRow("11", "幼儿园小班")]
    [DataRow("21", "小学一年级")]
    [DataRow("26", "小学六年级")]
    [DataRow("34", "初中四年级")]
    [DataRow("43", "高中三年级")]
    [DataRow("53", "中职三年级")]
    [DataRow("69", "特教九年级")]
    public void A_code_has_a_name(string code, string name)
    {
        Assert.IsTrue(Grade.TryParse(code, out var grade));
        Assert.AreEqual((name, code), (grade.Name, grade.Code));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("2")]
    [DataRow("211")]
    [DataRow("01")]
    [DataRow("71")]
    [DataRow("20")]
    [DataRow("27")]
    [DataRow("35")]
    [DataRow("44")]
    [DataRow("A1")]
    public void A_grade_that_no_schooling_system_has_is_refused(string? code) =>
        Assert.IsFalse(Grade.TryParse(code, out _));

    [TestMethod]
    public void The_fifth_year_of_primary_school_is_the_last_only_where_junior_takes_four()
    {
        var fifth = new Grade(Stage.Primary, 5);
        Assert.IsFalse(fifth.IsGraduating(SchoolingSystem.SixThree));
        Assert.AreEqual("26", fifth.Next(SchoolingSystem.SixThree)?.Code);
        Assert.IsTrue(fifth.IsGraduating(SchoolingSystem.FiveFour));
        Assert.IsNull(fifth.Next(SchoolingSystem.FiveFour));
    }

    [TestMethod]
    [DataRow(Stage.Primary)]
    [DataRow(Stage.Junior)]
    [DataRow(Stage.Senior)]
    public void Both_systems_take_a_child_through_a_stage_in_its_years(Stage stage)
    {
        foreach (var system in SchoolingSystem.All)
        {
            var years = 1;
            for (var grade = new Grade(stage, 1); grade.Next(system) is { } next; grade = next)
                years++;
            Assert.AreEqual(system.Years(stage), years);
        }

        Assert.AreEqual(9, SchoolingSystem.FiveFour.Years(Stage.Primary) + SchoolingSystem.FiveFour.Years(Stage.Junior));
        Assert.AreEqual(9, SchoolingSystem.SixThree.Years(Stage.Primary) + SchoolingSystem.SixThree.Years(Stage.Junior));
    }

    [TestMethod]
    [DataRow(2026, 0, "21")]
    [DataRow(2024, 0, "23")]
    [DataRow(2024, 1, "22")] // repeated a year
    [DataRow(2024, -1, "24")] // skipped one
    [DataRow(2027, 0, null)]
    [DataRow(2019, 0, null)]
    [DataRow(int.MinValue, 0, null)]
    [DataRow(int.MaxValue, int.MaxValue, null)]
    public void The_entry_year_tells_the_grade_of_a_school_year(int entryYear, int yearsLost, string? expected) =>
        Assert.AreEqual(expected, Grade.Of(Stage.Primary, entryYear, ThisYear, yearsLost)?.Code);

    [TestMethod]
    public void Primary_junior_and_special_education_are_compulsory() =>
        CollectionAssert.AreEquivalent(new[] { Stage.Primary, Stage.Junior, Stage.Special },
            Enum.GetValues<Stage>().Where(stage => stage.IsCompulsory()).ToArray());

    [TestMethod]
    public void Only_the_first_year_starts_a_stage()
    {
        Assert.IsTrue(new Grade(Stage.Junior, 1).IsStarting);
        Assert.IsFalse(new Grade(Stage.Junior, 2).IsStarting);
    }

    [TestMethod]
    public void A_system_is_found_by_its_code()
    {
        Assert.AreEqual(SchoolingSystem.FiveFour, SchoolingSystem.Find("54"));
        Assert.IsNull(SchoolingSystem.Find("72"));
    }
}
