using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Core.Tests.Corrections;

[TestClass]
public sealed class CorrectionRulesTests
{
    // docs/rules.md §1.7, row by row.
    [TestMethod]
    [DataRow("same_document", "prove change delete", "prove change delete")]
    [DataRow("same_likeness", "prove change delete", "prove change delete")]
    [DataRow("unknown_document", "change delete", "prove change delete")]
    [DataRow("name_mismatch", "prove change", "prove change")]
    [DataRow("document_changed", "change", "change")]
    public void Each_type_of_problem_allows_its_own_handlings(string type, string usual, string formal)
    {
        var known = ProblemType.Find(type)!;
        Assert.AreEqual(usual, string.Join(' ', known.HandlingsFor(StudentNumberKind.Temporary)));
        Assert.AreEqual(usual, string.Join(' ', known.HandlingsFor(StudentNumberKind.FormalWithoutId)));
        Assert.AreEqual(formal, string.Join(' ', known.HandlingsFor(StudentNumberKind.Formal)));
    }

    [TestMethod]
    public void Only_the_deletion_of_a_g_record_goes_to_the_province()
    {
        var province = from handling in new[] { Handling.Prove, Handling.Delete }
                       from number in Enum.GetValues<StudentNumberKind>()
                       where ProblemCase.Chain(handling, number).Contains(CaseNodes.Province)
                       select (handling, number);
        CollectionAssert.AreEqual(new[] { (Handling.Delete, StudentNumberKind.Formal) }, province.ToList());
    }

    [TestMethod]
    public void What_a_key_change_does_not_name_stays_and_the_number_goes_with_the_documents_type()
    {
        var form = TestPupils.Form(1) with { NamePinyin = "zhang san" };
        Assert.AreEqual(form, new KeyFields().ApplyTo(form));
        Assert.AreEqual(form with { DocumentNumber = "X1" }, new KeyFields(DocumentNumber: "X1").ApplyTo(form));
        Assert.AreEqual(form with { DocumentType = "9", DocumentNumber = null }, new KeyFields(DocumentType: "9").ApplyTo(form));
        Assert.AreEqual(
            form with { Name = "张四", NamePinyin = null },
            new KeyFields(Name: "张四").ApplyTo(form), "the spelling is the old name's");
    }

    [TestMethod]
    public void What_the_parties_see_of_a_key_change_masks_the_document()
    {
        var number = CitizenId.Create("510107", TestPupils.GradeOneBirth, 1).Text;
        var content = new KeyChangeContent(
            new KeyFields(DocumentNumber: number), [new("documentNumber", null, number), new("name", "李四", "李五")]);
        var shown = System.Text.Json.JsonSerializer.Serialize(
            KeyChangeContent.Of(content.ToJson()).Show(), System.Text.Json.JsonSerializerOptions.Web);
        Assert.DoesNotContain(number, shown);
        Assert.AreEqual(number, KeyChangeContent.Of(content.ToJson()).Fields.DocumentNumber);
    }
}
