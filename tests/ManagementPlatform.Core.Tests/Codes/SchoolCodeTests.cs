using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class SchoolCodeTests
{
    [TestMethod]
    public void A_code_tells_category_province_and_serial()
    {
        Assert.IsTrue(SchoolCode.TryParse(" 2151000123 ", out var code, out _));
        Assert.AreEqual(("21", "51", "000123"), (code.Category, code.Province, code.Serial));
        Assert.AreEqual("2151000123", $"{code}");
    }

    [TestMethod]
    [DataRow("215100012", SchoolCodeFault.Length)]
    [DataRow(null, SchoolCodeFault.Length)]
    [DataRow("21510001A3", SchoolCodeFault.Characters)]
    [DataRow("4111010001", SchoolCodeFault.Category)] // a university is a school, but not of this registry
    [DataRow("0151000123", SchoolCodeFault.Category)]
    [DataRow("2116000123", SchoolCodeFault.Province)]
    [DataRow("2181000123", SchoolCodeFault.Province)]
    public void What_is_wrong_is_said(string? text, SchoolCodeFault expected)
    {
        Assert.IsFalse(SchoolCode.TryParse(text, out _, out var fault));
        Assert.AreEqual(expected, fault);
        Assert.AreNotEqual("", fault.Text());
    }

    [TestMethod]
    public void Exactly_the_seven_categories_of_the_registry_are_codes_of_schools()
    {
        var accepted = Enumerable.Range(0, 100).Select(n => $"{n:00}")
            .Where(category => SchoolCode.TryParse(category + "51000123", out _, out _));
        Assert.AreEqual("11 21 31 34 36 37 51", string.Join(' ', accepted));
    }

    [TestMethod]
    public void Exactly_the_31_provinces_have_schools()
    {
        var accepted = Enumerable.Range(0, 100).Count(n => SchoolCode.TryParse($"21{n:00}000123", out _, out _));
        Assert.AreEqual(31, accepted);
    }

    [TestMethod]
    public void A_province_puts_a_code_together_from_a_serial()
    {
        var primary = SchoolCategory.Find("21")!;
        Assert.AreEqual("2151000007", SchoolCode.Create(primary, "51", 7).Text);
        Assert.ThrowsExactly<ArgumentException>(() => SchoolCode.Create(primary, "51", 1_000_000));
        Assert.ThrowsExactly<ArgumentException>(() => SchoolCode.Create(primary, "16", 7));
        Assert.ThrowsExactly<ArgumentException>(() => SchoolCode.Create(primary, "51", -12345));
    }

    [TestMethod]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Numbers.Texts.Hold(text => SchoolCode.TryParse(text, out var code, out _) == (code != default));
}
