using System.Globalization;
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
    [DataRow("四川省成都市武侯区人民南路四段11号", "四川省成都市武侯区****")]
    [DataRow(" 四川省成都市武侯区", "四川省成都市武侯区****")]
    [DataRow("成都市武侯区城市花园3栋", "成都市武侯区****")]
    [DataRow("四川省乐山市市中区城市花园", "四川省乐山市市中区****")]
    [DataRow("北京市朝阳区建国路1号", "北京市朝阳区****")]
    [DataRow("四川省成都市都江堰市幸福街道1号", "四川省成都市都江堰市****")]
    [DataRow("四川省甘孜藏族自治州康定市炉城镇", "四川省甘孜藏族自治州康定市****")]
    [DataRow("甘孜藏族自治州康定市炉城镇", "甘孜藏族自治州康定市****")]
    [DataRow("西藏自治区阿里地区噶尔县狮泉河镇", "西藏自治区阿里地区噶尔县****")]
    [DataRow("内蒙古自治区锡林郭勒盟苏尼特左旗", "内蒙古自治区锡林郭勒盟苏尼特左旗****")]
    [DataRow("甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县吹麻滩镇", "甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县****")]
    [DataRow("河北省唐山市路南区", "河北省唐山市路南区****")]
    [DataRow("河南省济源市沁园街道", "河南省济源市****")]
    [DataRow("武侯区人民南路四段省医院", "武侯区****")]
    [DataRow("四川省成都市锦绣小区3栋", "四川省成都市****")]
    [DataRow("四川省成都市红旗路8号", "四川省成都市****")]
    [DataRow("河南省新乡市红旗区", "河南省新乡市红旗区****")]
    [DataRow("江苏省昆山市花园超市", "江苏省昆山市****")]
    [DataRow("人民南路四段11号省医院家属院市场区", "****")]
    [DataRow("Flat 3, 12 Nathan Road", "****")]
    [DataRow("区", "****")]
    [DataRow("武侯区\u0301", "****")]
    [DataRow("  ", "")]
    [DataRow(null, "")]
    public void An_address_keeps_its_county_and_what_is_above(string? address, string expected) =>
        Assert.AreEqual(expected, Masking.Address(address));

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
    public void No_mask_cuts_a_character_in_half() =>
        Numbers.WholeTexts.Hold(text =>
            new[] { Masking.Name(text), Masking.Document(text), Masking.Phone(text), Masking.Address(text) }.All(IsWhole));

    [TestMethod]
    public void A_huge_text_is_masked_to_a_short_one() =>
        Assert.IsLessThan(60, Masking.Name(new string('张', 10_000_000)).Length);

    private static bool IsWhole(string masked) => !masked.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    private static int Shown(string masked, string? text) =>
        string.IsNullOrEmpty(text) ? 0
        : new StringInfo(masked.Replace("*", "", StringComparison.Ordinal)).LengthInTextElements;
}
