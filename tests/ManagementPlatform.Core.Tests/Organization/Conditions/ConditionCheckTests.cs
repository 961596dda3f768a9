using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Core.Tests.Organization.Conditions;

[TestClass]
public sealed class ConditionCheckTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    private static readonly SchoolConditionForm Good = new()
    {
        SiteArea = 20_000, BuildingArea = 9_000.5m, TeachingArea = 6_000, DormitoryArea = 3_000.5m,
        DangerousArea = 0, SportsGroundArea = 8_000, ClassroomCount = 36, MultimediaClassroomCount = 36,
        BroadbandMbps = 200, HasCampusNetwork = true, ComputerCount = 180, TeachingComputerCount = 150,
        LibraryVolumes = 40_000, EbookVolumes = 0, FullTimeTeacherCount = 90, PupilCount = 1_600,
    };

    [TestMethod]
    public void A_report_whose_parts_just_fit_is_good() => Assert.IsEmpty(ConditionCheck.Check(2026, Good, Today));

    [TestMethod]
    public void A_single_answer_is_a_report() =>
        Assert.IsEmpty(ConditionCheck.Check(2025, new SchoolConditionForm { HasCampusNetwork = false }, Today));

    [TestMethod]
    public void A_report_without_an_answer_is_refused() => AssertFound(new(), ("nothing_reported", null));

    [TestMethod]
    public void Everything_is_said_at_once() => AssertFound(
        Good with { SiteArea = -1, MultimediaClassroomCount = 37, TeachingComputerCount = 181, BroadbandMbps = 100_001, LibraryVolumes = -5 },
        ("out_of_range", "siteArea"),
        ("part_exceeds_whole", "sportsGroundArea"),
        ("part_exceeds_whole", "multimediaClassroomCount"),
        ("out_of_range", "broadbandMbps"),
        ("part_exceeds_whole", "teachingComputerCount"),
        ("out_of_range", "libraryVolumes"));

    [TestMethod]
    public void Each_area_must_lie_inside_the_buildings() => AssertFound(
        Good with { TeachingArea = 9_001, DormitoryArea = 9_001, DangerousArea = 9_001 },
        ("part_exceeds_whole", "teachingArea"), ("part_exceeds_whole", "dormitoryArea"), ("part_exceeds_whole", "dangerousArea"));

    [TestMethod]
    public void Teaching_rooms_and_dormitories_together_must_fit_as_well() =>
        AssertFound(Good with { DormitoryArea = 3_001 }, ("parts_exceed_whole", "buildingArea"));

    [TestMethod]
    public void A_part_is_not_held_against_a_whole_that_was_not_given() =>
        Assert.IsEmpty(
            ConditionCheck.Check(2026, new SchoolConditionForm { MultimediaClassroomCount = 12, DangerousArea = 50 }, Today));

    [TestMethod]
    public void Areas_have_two_decimals_at_most() =>
        AssertFound(Good with { SiteArea = 20_000.125m }, ("too_precise", "siteArea"));

    [TestMethod]
    [DataRow(1999, false)]
    [DataRow(2000, true)]
    [DataRow(2026, true)]
    [DataRow(2027, false)]
    public void A_year_lies_between_2000_and_now(int year, bool isGood) =>
        Assert.AreEqual(isGood ? 0 : 1, ConditionCheck.Check(year, Good, Today).Count(problem => problem.Field == "year"));

    [TestMethod]
    public void Messages_name_the_field_and_its_unit() => Assert.AreEqual(
        "占地面积应在0至9,999,999.99平方米之间。",
        ConditionCheck.Check(2026, Good with { SiteArea = decimal.MaxValue }, Today).Single().Message);

    [TestMethod]
    public void Every_number_of_the_form_is_a_field_and_no_field_is_without_its_whole()
    {
        var numbers = typeof(SchoolConditionForm).GetProperties().Where(property => property.PropertyType != typeof(bool?))
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..]);
        CollectionAssert.AreEquivalent(numbers.ToList(), ConditionField.All.Select(field => field.Name).ToList());
        foreach (var field in ConditionField.All.Where(field => field.PartOf is not null))
            Assert.AreEqual(field.PartOf, ConditionField.Find(field.PartOf!).Name);
    }

    private static void AssertFound(SchoolConditionForm form, params (string, string?)[] expected) => CollectionAssert.AreEqual(
        expected, ConditionCheck.Check(2026, form, Today).Select(problem => (problem.Code, problem.Field)).ToArray());
}
