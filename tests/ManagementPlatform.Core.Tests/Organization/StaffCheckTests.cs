using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Core.Tests.Organization;

[TestClass]
public sealed class StaffCheckTests
{
    private static readonly DateOnly Today = new(2026, 9, 1);

    [TestMethod]
    public void A_whole_form_is_good() => AssertFound(TestStaff.Form());

    [TestMethod]
    public void What_the_standard_does_not_demand_may_be_missing() => AssertFound(TestStaff.Form() with
    {
        EducationLevelCode = null, PostCode = null, EstablishmentCode = null, Subject = " ", WorkStartedOn = null,
        JoinedOn = null, Phone = null, Email = null,
    });

    [TestMethod]
    public void An_empty_form_is_told_everything_that_must_be_there() => AssertFound(
        new StaffForm(),
        "birthDate required", "birthPlaceCode required", "documentNumber bad_document_number",
        "ethnicityCode required", "name required", "politicalStatusCode required", "sexCode required", "staffNumber required");

    [TestMethod]
    public void Everything_wrong_is_said_at_once() => AssertFound(
        TestStaff.Form() with { StaffNumber = "工1", Name = "王3", EthnicityCode = "60", PostCode = "x", Phone = "12", Email = "a@b@c", BirthPlaceCode = "519999" },
        "birthPlaceCode unknown_region", "email bad_form", "ethnicityCode unknown_code", "name bad_form", "phone bad_form",
        "postCode unknown_code", "staffNumber bad_form");

    [TestMethod]
    public void Texts_are_no_longer_than_their_columns() => AssertFound(
        TestStaff.Form() with { StaffNumber = new string('1', 21), Name = new string('王', 37), Subject = new string('语', 41) },
        "name too_long", "staffNumber too_long", "subject too_long");

    [TestMethod]
    public void A_number_with_a_wrong_check_digit_is_refused()
    {
        var number = CitizenId.Create("510107", TestStaff.Birth, 1).Text;
        AssertFound(
            TestStaff.Form() with { DocumentNumber = number[..17] + (number[17] == '0' ? '1' : '0') },
            "documentNumber bad_document_number");
    }

    [TestMethod]
    public void A_number_must_agree_with_sex_and_birth_date() => AssertFound(
        TestStaff.Form() with { SexCode = "2", BirthDate = TestStaff.Birth.AddDays(1) },
        "birthDate document_birth_date", "sexCode document_sex");

    [TestMethod]
    public void A_number_may_begin_with_a_division_that_was_abolished_long_ago() =>
        AssertFound(TestStaff.Form() with { DocumentNumber = CitizenId.Create("512921", TestStaff.Birth, 1).Text });

    [TestMethod]
    public void Options_are_read_by_name_as_well() => AssertFound(
        TestStaff.Form() with { SexCode = "男", EthnicityCode = "汉族", PoliticalStatusCode = "群众", BirthPlaceCode = "四川省成都市武侯区" });

    [TestMethod]
    public void Officers_have_documents_that_pupils_have_not() =>
        AssertFound(TestStaff.Form() with { DocumentType = "2", DocumentNumber = "1234567" });

    [TestMethod]
    public void An_officers_number_may_hold_Chinese_characters() =>
        AssertFound(TestStaff.Form() with { DocumentType = "2", DocumentNumber = "军字第1234567号" });

    [TestMethod]
    public void Only_other_documents_go_without_a_number()
    {
        AssertFound(TestStaff.Form() with { DocumentType = "A", DocumentNumber = null }, "documentNumber bad_document_number");
        AssertFound(TestStaff.Form() with { DocumentType = "Z", DocumentNumber = null });
    }

    [TestMethod]
    public void Foreigners_have_neither_a_birth_place_of_the_country_nor_a_political_status()
    {
        var nowhere = TestStaff.Form() with { BirthPlaceCode = null, PoliticalStatusCode = null };
        AssertFound(nowhere, "birthPlaceCode required", "politicalStatusCode required");
        AssertFound(
            nowhere with { NationalityCode = "GBR", DocumentType = "A", DocumentNumber = "P1234567", EthnicityCode = "97" });
    }

    [TestMethod]
    [DataRow("2010-09-01", true)] // 16 today
    [DataRow("2010-09-02", false)]
    [DataRow("1926-09-01", true)]
    [DataRow("1926-08-31", false)]
    public void Staff_are_between_16_and_100_years_old(string birth, bool isGood) => AssertFound(
        Undocumented() with { BirthDate = DateOnly.Parse(birth, null), WorkStartedOn = null },
        isGood ? [] : ["birthDate staff_age"]);

    [TestMethod]
    [DataRow("2001-03-01", true)] // the month of the sixteenth birthday
    [DataRow("2001-02-28", false)]
    public void Nobody_began_to_work_before_16(string started, bool isGood) => AssertFound(
        TestStaff.Form() with { WorkStartedOn = DateOnly.Parse(started, null) },
        isGood ? [] : ["workStartedOn work_started_too_young"]);

    [TestMethod]
    public void Careers_lie_in_the_past_and_in_order()
    {
        AssertFound(
            TestStaff.Form() with { WorkStartedOn = Today.AddDays(1), JoinedOn = Today.AddDays(1) },
            "joinedOn date_out_of_range", "workStartedOn date_out_of_range");
        AssertFound(TestStaff.Form() with { JoinedOn = new DateOnly(2007, 6, 30) }, "joinedOn joined_before_work");
        AssertFound(TestStaff.Form() with { JoinedOn = new DateOnly(2007, 7, 1), WorkStartedOn = new DateOnly(2007, 7, 15) });
    }

    private static StaffForm Undocumented() =>
        TestStaff.Form() with { DocumentType = "Z", DocumentNumber = null, JoinedOn = null };

    private static void AssertFound(StaffForm form, params string[] expected)
    {
        var problems = StaffCheck.Check(form, TestReference.Snapshot, Today);
        CollectionAssert.AreEqual(expected, problems.Select(p => $"{p.Field} {p.Code}").Order(StringComparer.Ordinal).ToArray());
        Assert.IsTrue(problems.All(problem => problem.Message.EndsWith('。') && !problem.Message.Contains("510107")));
    }
}
