using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class IdentityDocumentTests
{
    [TestMethod]
    [DataRow("1", "11010519491231002x", "11010519491231002X")]
    [DataRow("2", "军字第1234567号", "军字第1234567号")]
    [DataRow("6", "A123456(7)", "A1234567")]
    [DataRow("6", "h12345678", "H12345678")]
    [DataRow("7", "1234567\uff088\uff09", "12345678")]
    [DataRow("8", "12345678", "12345678")]
    [DataRow("9", "ABC510116031501", "ABC510116031501")]
    [DataRow("a", "E12345678", "E12345678")]
    [DataRow("B", "510105001234", "510105001234")]
    [DataRow("C", "H12345678", "H12345678")]
    [DataRow("C", "M1234567801", "M1234567801")]
    [DataRow("Z", "", "")]
    [DataRow("Z", null, "")]
    [DataRow("Z", "出生证明-1", "出生证明-1")]
    public void A_number_of_the_type_is_brought_to_one_form(string type, string? typed, string expected)
    {
        Assert.IsTrue(IdentityDocument.TryParse(type, typed, out var document, out _));
        Assert.AreEqual((type.ToUpperInvariant(), expected), (document!.Type, document.Number));
    }

    [TestMethod]
    [DataRow("0", "12345678", DocumentFault.UnknownType)]
    [DataRow("", "12345678", DocumentFault.UnknownType)]
    [DataRow(null, "12345678", DocumentFault.UnknownType)]
    [DataRow("11", "12345678", DocumentFault.UnknownType)]
    [DataRow("1", null, DocumentFault.NumberMissing)]
    [DataRow("A", " ", DocumentFault.NumberMissing)]
    [DataRow("B", "()", DocumentFault.NumberMissing)]
    [DataRow("1", "110105491231002", DocumentFault.Form)]
    [DataRow("1", "1101051949123100AX", DocumentFault.Characters)]
    [DataRow("1", "160105194912310023", DocumentFault.Division)]
    [DataRow("1", "110105194902290023", DocumentFault.BirthDate)]
    [DataRow("1", "110105194912310021", DocumentFault.CheckDigit)]
    [DataRow("6", "1234", DocumentFault.Form)]
    [DataRow("8", "1234567", DocumentFault.Form)]
    [DataRow("8", "12345678\n()", DocumentFault.Form)]
    [DataRow("9", "AB1510116031501", DocumentFault.Form)]
    [DataRow("A", "E1234-5678", DocumentFault.Form)]
    [DataRow("C", "H123456789", DocumentFault.Form)]
    [DataRow("Z", "一二三四五六七八九十一二三四五六七八九十一", DocumentFault.Form)]
    public void What_is_wrong_is_said(string? type, string? number, DocumentFault expected)
    {
        Assert.IsFalse(IdentityDocument.TryParse(type, number, out var document, out var fault));
        Assert.AreEqual(expected, fault);
        Assert.IsNull(document);
        Assert.AreNotEqual("", fault.Text(type));
    }

    [TestMethod]
    [DataRow("6", "810000")]
    [DataRow("7", "820000")]
    [DataRow("8", "830000")]
    [DataRow("9", "911840")]
    public void A_residence_permit_states_birth_date_and_sex(string type, string start)
    {
        var body = start + "20160315" + "003";
        var number = body + Mod11Minus2.CheckCharacter(body);

        Assert.IsTrue(IdentityDocument.TryParse(type, number, out var permit, out _));
        Assert.AreEqual(new DateOnly(2016, 3, 15), permit!.BirthDate);
        Assert.AreEqual(Sex.Male, permit.Sex);
        Assert.IsNull(permit.CitizenId);
        Assert.IsTrue(Numbers.WithOneWrongDigit(number).All(wrong => !IdentityDocument.TryParse(type, wrong, out _, out _)));
    }

    [TestMethod]
    public void A_permit_of_another_place_is_refused()
    {
        var taiwan = CitizenId.Create("830000", new DateOnly(2016, 3, 15), 3).Text;
        Assert.IsFalse(IdentityDocument.TryParse("6", taiwan, out _, out var fault));
        Assert.AreEqual(DocumentFault.Form, fault);
    }

    [TestMethod]
    public void A_passport_states_nothing_about_its_holder()
    {
        var passport = IdentityDocument.Parse("A", "E12345678");
        Assert.AreEqual((null, null, null), (passport.BirthDate, passport.Sex, passport.CitizenId));
    }

    [TestMethod]
    public void A_citizen_id_is_the_same_document_however_it_was_typed()
    {
        var document = IdentityDocument.Parse("1", " 11010519491231002x");
        Assert.AreEqual(IdentityDocument.Parse("\uff11", "11010519491231002X"), document);
        Assert.AreEqual(CitizenId.Parse("11010519491231002X"), document.CitizenId);
    }

    [TestMethod]
    public void The_citizen_id_rules_are_the_same_here_and_there() =>
        Numbers.Texts.Hold(text =>
            CitizenId.TryParse(text, out _, out _) == IdentityDocument.TryParse("1", text, out _, out _));

    [TestMethod]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Numbers.Texts.Hold(text => IdentityDocumentType.All.All(type =>
            !IdentityDocument.TryParse(type.Code, text, out var document, out _)
            || IdentityDocument.Parse(document!.Type, document.Number) == document));

    [TestMethod]
    public void Written_to_a_log_it_is_masked() =>
        Assert.AreEqual("居民身份证 110***********002X", $"{IdentityDocument.Parse("1", "11010519491231002X")}");

    [TestMethod]
    public void The_types_of_the_army_are_not_for_pupils() =>
        Assert.AreEqual("1 6 7 8 9 A B C Z",
            string.Join(' ', IdentityDocumentType.All.Where(type => type.ForPupils).Select(type => type.Code)));
}
