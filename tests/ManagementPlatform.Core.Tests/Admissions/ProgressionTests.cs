using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Tests.Admissions;

[TestClass]
public sealed class ProgressionTests
{
    [TestMethod]
    [DataRow("26", "63", "31", "63", DisplayName = "primary to junior")]
    [DataRow("33", "63", "41", "63", DisplayName = "junior to senior")]
    [DataRow("34", "54", "51", "63", DisplayName = "junior to vocational")]
    [DataRow("13", "63", "21", "63", DisplayName = "kindergarten to primary")]
    [DataRow("69", "63", "41", "63", DisplayName = "special education to senior")]
    [DataRow("26", "63", "67", "63", DisplayName = "primary to the seventh year of special education")]
    [DataRow("25", "54", "31", "54", DisplayName = "five years, then junior school of four")]
    [DataRow("25", "54", "26", "63", DisplayName = "five years, then grade 6 elsewhere")]
    [DataRow("25", "54", "31", "63", DisplayName = "five years, then junior school of three")]
    [DataRow("26", "63", "32", "54", DisplayName = "six years, then the second of a junior school of four")]
    public void Whoever_has_finished_a_stage_goes_on_with_the_next(string finished, string from, string to, string at) =>
        Assert.IsNull(Unfit(finished, from, to, at));

    [TestMethod]
    [DataRow("26", "63", "41", "63", DisplayName = "no stage is left out")]
    [DataRow("33", "63", "31", "63", DisplayName = "no stage is done twice")]
    [DataRow("26", "63", "32", "63", DisplayName = "no year is left out")]
    [DataRow("33", "63", "42", "63", DisplayName = "senior school begins with its first year")]
    [DataRow("13", "63", "22", "63", DisplayName = "primary school begins with its first year")]
    [DataRow("43", "63", "51", "63", DisplayName = "after senior school nothing follows here")]
    public void Nobody_skips_or_repeats_by_changing_schools(string finished, string from, string to, string at) =>
        Assert.IsNotNull(Unfit(finished, from, to, at));

    [TestMethod]
    public void Grade_6_takes_those_who_finished_five_years_and_nobody_else() =>
        Assert.AreEqual("小学六年级只接收五年制小学的毕业生。", Unfit("26", "63", "26", "63"));

    [TestMethod]
    [DataRow("07", true)]
    [DataRow("08", true)]
    [DataRow("01", false)]
    [DataRow("03", false)]
    [DataRow("09", false)]
    public void Graduation_and_completion_finish_a_stage(string status, bool finished) =>
        Assert.AreEqual(finished, Progression.HasFinished(status));

    private static string? Unfit(string finished, string from, string to, string at) => Progression.Unfit(
        new ClassPlace(1, 1, Grade.Parse(finished), SchoolingSystem.Find(from)!, IsActive: false),
        Grade.Parse(to), SchoolingSystem.Find(at)!);
}
