using FsCheck;
using FsCheck.Fluent;
using ManagementPlatform.Core.Students;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Core.Tests.Students.Registry;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class RegistrationCheckTests
{
    private static readonly StudentForm Good = TestPupils.Form(GradeOne);

    [TestMethod]
    public void A_pupil_with_nothing_wrong_is_taken_without_a_word()
    {
        var result = Check(Good);
        Assert.AreEqual("", string.Join(' ', result.Errors.Concat(result.Warnings).Select(problem => problem.Message)));
        Assert.IsTrue(result.IsAcceptable);
    }

    [TestMethod]
    public void An_empty_form_is_told_of_every_starred_field_at_once()
    {
        var fields = Check(new StudentForm()).Errors.Where(problem => problem.Code == "required")
            .Select(problem => problem.Field).ToList();
        var starred = FormFields.Student.Where(field => field.IsRequired).Select(field => field.Name).Append("classId").ToList();
        CollectionAssert.AreEquivalent(starred, fields);
        Assert.HasCount(31, fields); // docs/rules.md §3.4: 30 stars and the class, which says school and grade
    }

    [TestMethod]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var form = Good with { Phone = "12", PostalCode = "61004", EthnicityCode = "77", BirthPlaceCode = "519999", Specialty = new string('长', 101) };
        Assert.AreEqual("bad_form bad_form too_long unknown_code unknown_region", Errors(form));
    }

    [TestMethod]
    [DataRow("张3", "bad_form")]
    [DataRow("张\u0000三", "bad_characters")]
    [DataRow("买买提·阿不都热依木", "")]
    [DataRow("𠮷田", "")] // a whole rare character
    [DataRow("Anna-Maria O'Neil", "")]
    public void A_name_is_letters_and_what_joins_them(string name, string errors) =>
        Assert.AreEqual(errors, Errors(Good with { Name = name }));

    // Not a data row: an attribute cannot hold it.
    [TestMethod]
    public void Half_of_a_rare_character_is_no_character() =>
        Assert.AreEqual("bad_characters", Errors(Good with { Name = "张" + '\uD840' + "三" }));

    [TestMethod]
    public void A_name_of_36_characters_fits_and_one_more_does_not()
    {
        Assert.AreEqual("", Errors(Good with { Name = new string('木', 36) }));
        Assert.AreEqual("too_long", Errors(Good with { Name = new string('木', 37) }));
    }

    [TestMethod]
    public void A_text_of_megabytes_is_refused_like_any_other()
    {
        var huge = new string('9', 10_000_000);
        var form = Good with { Name = huge, DocumentNumber = huge, Phone = huge, StudentNumber = huge, BirthPlaceCode = huge, EthnicityCode = huge };
        Assert.AreEqual("bad_student_number too_long too_long too_long unknown_code unknown_region", Errors(form));
    }

    [TestMethod]
    [DataRow("13812345678", "")]
    [DataRow("028-85551234", "")]
    [DataRow("(028) 8555 1234", "")]
    [DataRow("12812345678", "bad_form")]
    [DataRow("1381234567a", "bad_form")]
    [DataRow("１３８", "bad_form")]
    public void A_phone_number_has_its_form(string phone, string errors) =>
        Assert.AreEqual(errors, Errors(Good with { Phone = phone }));

    [TestMethod]
    [DataRow("20200101-20300101", "", "")]
    [DataRow("20200101-长期", "", "")]
    [DataRow("20200101-20250101", "", "document_expired")]
    [DataRow("20200101-20190101", "bad_form", "")]
    [DataRow("20200230-20300101", "bad_form", "")]
    public void A_document_is_valid_for_a_period(string period, string errors, string warnings)
    {
        var form = Good with { DocumentValidPeriod = period };
        Assert.AreEqual((errors, warnings), (Errors(form), Warnings(form)));
    }

    [TestMethod]
    [DataRow("510100", "region_not_county")] // a city
    [DataRow("441900", "")] // 东莞: a city without counties
    [DataRow("810000", "")] // 香港
    [DataRow("000000", "")] // born abroad
    [DataRow("110103", "")] // 崇文区, abolished
    [DataRow("510107001001", "")] // the statistical code
    public void A_birth_place_may_be_abolished_abroad_or_imprecise(string code, string warnings)
    {
        var form = Good with { BirthPlaceCode = code };
        Assert.AreEqual(("", warnings), (Errors(form), Warnings(form)));
    }

    [TestMethod]
    public void Answers_that_do_not_go_together_are_pointed_at()
    {
        var form = Good with { InclusiveEducationCode = "1", LeftBehindCode = "2", IsMigrantChild = true, CommuteModeCode = "5" };
        Assert.AreEqual("bus_not_needed inclusive_without_disability left_behind_and_migrant", Warnings(form));
    }

    [TestMethod]
    public void Distances_have_one_decimal_and_are_not_negative()
    {
        Assert.AreEqual("out_of_range", Errors(Good with { CommuteDistanceKm = -1 }));
        Assert.AreEqual("out_of_range", Errors(Good with { CommuteDistanceKm = 1.25m }));
        Assert.AreEqual("", Errors(Good with { CommuteDistanceKm = 0 }));
    }

    [TestMethod]
    public void No_message_repeats_what_was_typed()
    {
        var form = Good with { DocumentNumber = "51010720200315001X", StudentNumber = "G51010720200315001X", Phone = "secret-phone" };
        var messages = string.Join(' ', Check(form).Errors.Select(problem => problem.Message));
        Assert.AreNotEqual("", messages);
        Assert.DoesNotContain("20200315", messages);
        Assert.DoesNotContain("secret", messages);
    }

    [TestMethod]
    public void No_form_however_broken_throws() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?[]>(),
        texts =>
        {
            string? Any(int i) => texts.Length == 0 ? null : texts[i % texts.Length];
            var form = Good with
            {
                Name = Any(0), SexCode = Any(1), DocumentType = Any(2), DocumentNumber = Any(3),
                EntryMonth = Any(4), BirthPlaceCode = Any(5), StudentNumber = Any(6), DocumentValidPeriod = Any(7),
                Email = Any(8), Website = Any(9), Family = [new FamilyMemberForm { DocumentType = Any(10) }],
            };
            return Check(form).Errors.Count > 0;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void A_form_with_one_digit_of_the_number_mistyped_is_never_taken() => Prop.ForAll(
        Gen.Choose(0, 16).ToArbitrary(),
        Gen.Choose(1, 9).ToArbitrary(),
        (place, shift) =>
        {
            var number = Good.DocumentNumber!.ToCharArray();
            number[place] = (char)('0' + ((number[place] - '0' + shift) % 10));
            return !Check(Good with { DocumentNumber = new string(number) }).IsAcceptable;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Each_starred_field_left_out_is_an_error_of_its_own()
    {
        Assert.AreEqual("name", Blamed(Good with { Name = "  " }));
        Assert.AreEqual("isOrphan", Blamed(Good with { IsOrphan = null }));
        Assert.AreEqual("commuteDistanceKm", Blamed(Good with { CommuteDistanceKm = null }));
        Assert.AreEqual("entryMonth", Blamed(Good with { EntryMonth = null }));
    }

    private static string Blamed(StudentForm form) => string.Join(' ', Check(form).Errors.Select(problem => problem.Field));
}
