using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Tests.Codes;

namespace ManagementPlatform.Core.Tests.Access;

[TestClass]
public sealed class MaskingTests
{
    [TestMethod]
    [DataRow(null, "")]
    [DataRow("", "")]
    [DataRow("张", "*")]
    [DataRow("张三", "张*")]
    [DataRow("张小三", "张*三")]
    [DataRow("欧阳小锋", "欧**锋")]
    [DataRow("\U00020BB7野", "\U00020BB7*")] // a character beyond the first plane
    [DataRow("张\U00020BB7\U000E0100\U00020BB7", "张*\U00020BB7")] // with a variation selector
    [DataRow("Zoe\u0308", "Z*e\u0308")]
    public void A_name_keeps_its_ends(string? name, string expected) => Assert.AreEqual(expected, Masking.Name(name));

    [TestMethod]
    [DataRow(null, "")]
    [DataRow("51010520160315002X", "510***********002X")]
    [DataRow("ABC510116031501", "ABC********1501")]
    [DataRow("E12345678", "E1*****78")]
    [DataRow("A12345", "A*****")]
    [DataRow("A12", "***")]
    public void A_document_keeps_the_less_the_shorter_it_is(string? number, string expected) =>
        Assert.AreEqual(expected, Masking.Document(number));

    [TestMethod]
    public void A_student_number_keeps_its_letter() =>
        Assert.AreEqual("G510***********002X", Masking.StudentNumber("G51010520160315002X"));

    [TestMethod]
    [DataRow("13800005678", "138****5678")]
    [DataRow("85551234", "******34")]
    [DataRow("110", "***")]
    [DataRow(null, "")]
    public void A_telephone_number_keeps_too_little_to_be_called(string? number, string expected) =>
        Assert.AreEqual(expected, Masking.Phone(number));

    [TestMethod]
    public void A_birth_date_keeps_its_year()
    {
        Assert.AreEqual("2016-**-**", Masking.BirthDate(new DateOnly(2016, 3, 15)));
        Assert.AreEqual("", Masking.BirthDate(null));
    }

    [TestMethod]
    public void A_masked_number_never_shows_the_birth_date() =>
        Numbers.StudentNumbers.Hold(number =>
            $"{number}"[4..15] == new string('*', 11) && $"{number}".Length == StudentNumber.Length);

    [TestMethod]
    public void A_mask_shows_no_more_than_agreed() =>
        Numbers.Texts.Hold(text => Shown(Masking.Name(text), text) <= 2
            && Shown(Masking.Document(text), text) <= 7
            && Shown(Masking.Phone(text), text) <= 7
            && Shown(Masking.StudentNumber(text), text) <= 8);

    [TestMethod]
    public void A_huge_text_is_masked_to_a_short_one() =>
        Assert.IsLessThan(60, Masking.Name(new string('张', 10_000_000)).Length);

    private static int Shown(string masked, string? text) =>
        string.IsNullOrEmpty(text) ? 0 : new System.Globalization.StringInfo(masked.Replace("*", "", StringComparison.Ordinal)).LengthInTextElements;
}
