using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Tests.Reference;

[TestClass]
public sealed class PinyinTests
{
    private static readonly Pinyin Pinyin = new(
        new Dictionary<string, string> { ["欧阳"] = "ouyang", ["单"] = "shan", ["曾"] = "zeng", ["尉迟"] = "yuchi" },
        new Dictionary<string, string>
        {
            ["欧"] = "ou", ["阳"] = "yang", ["单"] = "dan", ["曾"] = "ceng", ["三"] = "san",
            ["张"] = "zhang", ["娜"] = "na", ["买"] = "mai",
            ["提"] = "ti", ["阿"] = "a", ["木"] = "mu", ["吕"] = "lv", ["𠮷"] = "ji", ["校"] = "xiao", ["成"] = "cheng",
            ["都"] = "dou", ["市"] = "shi", ["新"] = "xin",
        },
        new Dictionary<string, string> { ["成都"] = "chengdu", ["新都"] = "xindu" });

    [TestMethod]
    [DataRow("张三", "zhang san")]
    [DataRow("欧阳娜娜", "ouyang nana")]
    [DataRow("欧阳", "ou yang")] // too short for a compound surname and a given name
    [DataRow("单三", "shan san")]
    [DataRow("张单", "zhang dan")] // not a surname here
    [DataRow("曾", "zeng")]
    [DataRow("买买提·阿木", "maimaiti·amu")]
    [DataRow("吕𠮷", "lv ji")] // outside the basic plane
    [DataRow("𠮷三", "ji san")]
    [DataRow("Anna", "a nna")]
    [DataRow("张㐂", "zhang u3402")] // no reading known
    [DataRow("", "")]
    public void A_name_is_read(string name, string reading) => Assert.AreEqual(reading, Pinyin.OfName(name));

    [TestMethod]
    [DataRow("成都市新都校", "chengdushixinduxiao")]
    [DataRow("都成校", "douchengxiao")]
    [DataRow("三 校（B2）", "sanxiaob2")]
    public void A_place_is_read_as_places_are(string name, string reading) => Assert.AreEqual(reading, Pinyin.OfPlace(name));

    [TestMethod]
    public void A_persons_name_is_not_read_as_a_place() => Assert.AreEqual("zhang chengdou", Pinyin.OfName("张成都"));
}
