using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Tests.Reference;

[TestClass]
public sealed class CodeTableTests
{
    private static readonly CodeTable Table = new(
        new CodeTableRow { TableName = "t", Title = "表", Standard = "GB" },
        [
            Item("02", "蒙古族", 2), Item("01", "汉族", 1), Item("A", "护照", 3), Item("3", "公共交通(含地铁)", 4),
            Item("12", "其他", 5), Item("99", "其他", 6),
        ]);

    [TestMethod]
    [DataRow("01", "01")]
    [DataRow(" ０１ ", "01")]
    [DataRow("汉族", "01")]
    [DataRow("汉 族", "01")]
    [DataRow("01-汉族", "01")]
    [DataRow("０１－汉族", "01")]
    [DataRow("a", "A")]
    [DataRow("ａ", "A")]
    [DataRow("公共交通（含地铁）", "3")]
    public void A_code_or_a_name_is_read_however_it_is_typed(string text, string code)
    {
        Assert.IsTrue(Table.TryCode(text, out var found));
        Assert.AreEqual(code, found);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("汉")]
    [DataRow("02-汉族")]
    [DataRow("其他")] // two codes have this name
    public void What_names_no_single_option_is_not_read(string? text) => Assert.IsFalse(Table.TryCode(text, out _));

    [TestMethod]
    public void A_text_of_ten_million_characters_is_no_option() =>
        Assert.IsFalse(Table.TryCode(new string('汉', 10_000_000), out _));

    [TestMethod]
    public void Items_stand_in_the_order_of_the_standard() =>
        CollectionAssert.AreEqual(new[] { "01", "02", "A", "3", "12", "99" }, Table.Items.Select(item => item.Code).ToArray());

    private static CodeItem Item(string code, string name, int sort) =>
        new() { TableName = "t", Code = code, Name = name, Sort = sort };
}
