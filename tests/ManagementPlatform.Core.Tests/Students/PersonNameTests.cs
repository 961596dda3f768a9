using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Tests.Students;

[TestClass]
public sealed class PersonNameTests
{
    [TestMethod]
    [DataRow(" 张三 ", "张三")]
    [DataRow("张　三", "张三")] // a wide blank, as lists pad short names
    [DataRow("买买提 • 阿不都热依木", "买买提·阿不都热依木")]
    [DataRow("买买提．阿不都", "买买提·阿不都")]
    [DataRow("Anna  Maria", "Anna Maria")]
    [DataRow("   ", null)]
    [DataRow(null, null)]
    public void The_same_name_reads_the_same_however_it_was_typed(string? typed, string? name) =>
        Assert.AreEqual(name, PersonName.Of(typed));

    [TestMethod]
    public void A_form_holds_texts_trimmed_and_blank_ones_as_missing()
    {
        var form = new StudentForm { Name = "王　五", Phone = " 13800000000 ", Specialty = " \t " };
        Assert.AreEqual(("王五", "13800000000", null), (form.Name, form.Phone, form.Specialty));
    }
}
