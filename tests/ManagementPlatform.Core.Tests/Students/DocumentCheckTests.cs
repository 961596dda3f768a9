using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Core.Tests.Students.Registry;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class DocumentCheckTests
{
    private static readonly StudentForm Good = TestPupils.Form(GradeOne);

    [TestMethod]
    public void Sex_and_birth_date_must_agree_with_the_citizen_id()
    {
        Assert.AreEqual("document_sex", Errors(Good with { SexCode = "2" }));
        Assert.AreEqual("document_birth_date", Errors(Good with { BirthDate = new DateOnly(2020, 3, 16) }));
    }

    [TestMethod]
    public void A_wrong_check_digit_is_refused()
    {
        var number = Good.DocumentNumber!;
        var wrong = number[..17] + (number[17] == '0' ? '1' : '0');
        Assert.AreEqual("bad_document_number", Errors(Good with { DocumentNumber = wrong }));
    }

    [TestMethod]
    [DataRow("519999", "document_division")] // never was one
    [DataRow("110103", "")] // 崇文区, abolished in 2010: the number keeps it
    public void The_division_of_a_citizen_id_must_have_existed(string division, string errors) =>
        Assert.AreEqual(
            errors, Errors(Good with { DocumentNumber = CitizenId.Create(division, TestPupils.GradeOneBirth, 1).Text }));

    [TestMethod]
    public void A_lower_case_x_and_blanks_are_read_as_people_type_them()
    {
        var sequence = Enumerable.Range(1, 99)
            .First(i => CitizenId.Create("510107", TestPupils.GradeOneBirth, i).Text.EndsWith('X'));
        var form = TestPupils.Form(GradeOne, sequence);
        Assert.AreEqual("", Errors(form with { DocumentNumber = " " + form.DocumentNumber!.Replace('X', 'x') + " " }));
    }

    [TestMethod]
    [DataRow("A", "E12345678", "")]
    [DataRow("A", "E 1", "bad_document_number")]
    [DataRow("A", null, "bad_document_number")] // every type but 其他 needs a number
    [DataRow("C", "H12345678", "")]
    [DataRow("8", "12345678", "")]
    [DataRow("2", "军12345678", "document_type_not_for_pupils")]
    [DataRow("B", "户123", "bad_document_number")] // stored in an ASCII column
    [DataRow("X", "123", "unknown_code")]
    public void Each_type_has_its_numbers(string type, string? number, string errors) =>
        Assert.AreEqual(errors, Errors(Good with { DocumentType = type, DocumentNumber = number, HmtOverseasCode = "51" }));

    [TestMethod]
    public void A_foreign_document_and_no_foreignness_make_a_warning()
    {
        var form = Good with { DocumentType = "A", DocumentNumber = "E12345678" };
        Assert.AreEqual("overseas_document", Warnings(form));
        Assert.AreEqual("nationality_document", Warnings(Good with { NationalityCode = "USA" }));
    }

    [TestMethod]
    public void A_pupil_without_a_number_needs_his_guardians_documents()
    {
        var form = TestPupils.WithoutDocument(GradeOne);
        Assert.AreEqual(("", "no_document"), (Errors(form), Warnings(form)));
        Assert.AreEqual(
            "guardian_document_missing",
            Errors(form with { Family = [form.Family[0] with { DocumentType = null, DocumentNumber = null }] }));
        Assert.AreEqual("", Errors(Good with { Family = [form.Family[0] with { DocumentType = null, DocumentNumber = null }] }));
    }
}
