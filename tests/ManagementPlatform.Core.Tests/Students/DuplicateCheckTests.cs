using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Core.Tests.Students.Registry;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class DuplicateCheckTests
{
    private static readonly StudentForm Documented = TestPupils.Form(GradeOne);
    private static readonly StudentForm Undocumented = TestPupils.WithoutDocument(GradeOne);

    [TestMethod]
    public void The_same_document_is_the_same_pupil()
    {
        var known = new KnownPupil(7, OtherSchool, County, true);
        var facts = Facts with { Documents = new Dictionary<IdentityDocument, KnownPupil> { [new Candidate(Documented).Document!] = known } };

        var result = RegistrationCheck.Check(Documented with { Name = "另一个名字" }, facts);

        Assert.AreEqual("document_taken", result.Errors.Single().Code);
        Assert.AreEqual(known, result.Existing);
        Assert.IsTrue(result.IsOnlyDuplicate);
    }

    [TestMethod]
    [DataRow(true, "转学")]
    [DataRow(false, "招生入学")]
    public void Whoever_has_the_document_is_transferred_or_once_he_has_left_admitted(bool onRoll, string way)
    {
        var known = new KnownPupil(7, OtherSchool, County, onRoll);
        var facts = Facts with { Documents = new Dictionary<IdentityDocument, KnownPupil> { [new Candidate(Documented).Document!] = known } };
        Assert.Contains(way, RegistrationCheck.Check(Documented, facts).Errors.Single().Message);
    }

    [TestMethod]
    public void Without_documents_the_same_name_sex_and_birth_date_in_the_same_school_is_the_same_pupil()
    {
        var facts = Facts with { Undocumented = Alike((Undocumented, School)) };
        var result = RegistrationCheck.Check(Undocumented, facts);
        Assert.AreEqual("already_in_school", result.Errors.Single().Code);
        Assert.IsNotNull(result.Existing);
    }

    [TestMethod]
    public void In_another_school_it_is_a_question_that_the_record_keeps_open()
    {
        var result = RegistrationCheck.Check(Undocumented, Facts with { Undocumented = Alike((Undocumented, OtherSchool)) });
        Assert.IsTrue(result.IsAcceptable);
        Assert.IsTrue(result.IsLikelyDuplicate);
        Assert.Contains("likely_duplicate", result.Warnings.Select(problem => problem.Code));
    }

    [TestMethod]
    [DataRow(GradeThree, 2018)]
    [DataRow(JuniorOne, 2014)]
    public void Who_does_not_begin_school_must_be_clean_before_a_record_is_made(long classId, int birthYear)
    {
        var form = TestPupils.WithoutDocument(classId, birth: new DateOnly(birthYear, 3, 1));
        Assert.AreEqual("", Errors(form));
        Assert.AreEqual("likely_duplicate", Errors(form, Facts with { Undocumented = Alike((form, OtherSchool)) }));
    }

    [TestMethod]
    public void A_documented_namesake_is_only_pointed_at()
    {
        Assert.AreEqual(
            "undocumented_namesake", Warnings(Documented, Facts with { Undocumented = Alike((Documented, OtherSchool)) }));
        Assert.AreEqual(
            "namesake_in_county no_document",
            Warnings(Undocumented, Facts with { Namesakes = Alike((Undocumented, OtherSchool)) }));
    }

    [TestMethod]
    public void The_same_pupil_twice_in_a_batch_is_registered_once()
    {
        Candidate[] batch = [new(Documented), new(TestPupils.Form(GradeOne, 3)), new(Documented with { Name = "张三丰" })];
        var results = RegistrationCheck.CheckAll(batch, Facts);
        CollectionAssert.AreEqual(new[] { true, true, false }, results.Select(result => result.IsAcceptable).ToArray());
        Assert.AreEqual(0, results[2].DuplicateOf);
    }

    [TestMethod]
    public void Two_alike_without_documents_in_a_batch_are_one_in_a_school_and_a_question_between_schools()
    {
        var results = RegistrationCheck.CheckAll(
            [new(Undocumented), new(Undocumented with { ClassId = OtherSchoolsGradeOne }), new(Undocumented)], Facts);
        Assert.IsFalse(results[0].IsLikelyDuplicate);
        Assert.IsTrue(results[1].IsLikelyDuplicate);
        Assert.AreEqual("duplicate_in_batch", results[2].Errors.Single().Code);
    }

    [TestMethod]
    public void A_number_brought_along_must_be_the_pupils_own_and_free()
    {
        var own = StudentNumber.Formal(CitizenId.Parse(Documented.DocumentNumber)).Text;
        var others = StudentNumber.Formal(CitizenId.Create("510107", TestPupils.GradeOneBirth, 3)).Text;
        Assert.AreEqual("", Errors(Documented with { StudentNumber = own }));
        Assert.AreEqual("number_document_mismatch", Errors(Documented with { StudentNumber = others }));
        Assert.AreEqual("number_document_mismatch", Errors(Undocumented with { StudentNumber = own }));
        Assert.AreEqual("number_birth_date", Errors(Documented with { StudentNumber = "L510107202003164821" }));
        Assert.AreEqual("bad_student_number", Errors(Documented with { StudentNumber = "L51010720200316" }));
        var taken = Facts with { Numbers = new Dictionary<StudentNumber, long> { [StudentNumber.Parse(own)] = 7 } };
        Assert.AreEqual("student_number_taken", Errors(Documented with { StudentNumber = own }, taken));
    }
}
