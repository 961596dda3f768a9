using ManagementPlatform.Core.Students;
using ManagementPlatform.TestSupport;
using static ManagementPlatform.Core.Tests.Students.Registry;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class FamilyCheckTests
{
    private static readonly StudentForm Good = TestPupils.Form(GradeOne);

    [TestMethod]
    public void Two_members_are_usual_one_is_allowed_none_is_not()
    {
        Assert.AreEqual("one_family_member", Warnings(Good with { Family = [Good.Family[0]] }));
        Assert.AreEqual("guardian_missing", Errors(Good with { Family = [] }));
    }

    [TestMethod]
    public void Somebody_must_be_the_guardian() =>
        Assert.AreEqual(
            "guardian_missing",
            Errors(Good with { Family = [.. Good.Family.Select(member => member with { IsGuardian = false })] }));

    [TestMethod]
    public void A_member_is_named_by_his_place_in_the_list()
    {
        var problem = Check(Good with { Family = [Good.Family[0], Good.Family[1] with { Phone = null }] }).Errors.Single();
        Assert.AreEqual(("required", "family[1].phone"), (problem.Code, problem.Field));
    }

    [TestMethod]
    public void A_members_document_is_checked_like_a_pupils_but_may_be_an_officers()
    {
        FamilyMemberForm With(string? type, string? number) =>
            Good.Family[0] with { DocumentType = type, DocumentNumber = number };

        Assert.AreEqual("", Errors(Good with { Family = [With("2", "军字第12345678号"), Good.Family[1]] }));
        Assert.AreEqual("bad_document_number", Errors(Good with { Family = [With("1", "123"), Good.Family[1]] }));
        Assert.AreEqual("required", Errors(Good with { Family = [With(null, "E123456"), Good.Family[1]] }));
        Assert.AreEqual(
            "family_document_is_pupils", Errors(Good with { Family = [With("1", Good.DocumentNumber), Good.Family[1]] }));
    }

    [TestMethod]
    public void A_list_without_end_is_refused_once() =>
        Assert.AreEqual(
            "too_many_family_members", Errors(Good with { Family = [.. Enumerable.Repeat(new FamilyMemberForm(), 100_000)] }));
}
