using FsCheck.Fluent;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class ClassCodeTests
{
    private static readonly SchoolCode School = SchoolCode.Parse("2151000123");

    [TestMethod]
    public void A_class_is_named_by_school_entry_year_stage_and_number()
    {
        var code = ClassCode.Create(School, 2026, Stage.Primary, 3);
        Assert.AreEqual("21510001232026203", code.Text);
        Assert.AreEqual((School, 2026, Stage.Primary, 3), (code.School, code.EntryYear, code.Stage, code.Number));
    }

    [TestMethod]
    public void Every_code_put_together_is_read_with_the_same_parts() =>
        (from year in Gen.Choose(1900, 2199)
         from stage in Gen.Elements(Enum.GetValues<Stage>())
         from number in Gen.Choose(1, 99)
         select (year, stage, number)).Hold(parts =>
            ClassCode.TryParse(ClassCode.Create(School, parts.year, parts.stage, parts.number).Text, out var code)
            && (code.EntryYear, code.Stage, code.Number) == parts);

    [TestMethod]
    [DataRow(2026, (Stage)7, 1)]
    [DataRow(2026, Stage.Primary, 0)]
    [DataRow(2026, Stage.Primary, 100)]
    [DataRow(2026, Stage.Primary, -1)]
    [DataRow(1899, Stage.Primary, 1)]
    [DataRow(20260, Stage.Primary, 1)]
    public void Parts_that_cannot_stand_in_a_code_are_refused(int year, Stage stage, int number) =>
        Assert.ThrowsExactly<ArgumentException>(() => ClassCode.Create(School, year, stage, number));

    [TestMethod]
    [DataRow(null)]
    [DataRow("2151000123202620")]
    [DataRow("41110100012026203")]
    [DataRow("21510001232026003")]
    [DataRow("21510001232026200")]
    [DataRow("2151000123202620X")]
    public void What_is_no_class_code_is_refused(string? text) => Assert.IsFalse(ClassCode.TryParse(text, out _));
}
