using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

[TestClass]
public sealed class LegalEntityCodeTests
{
    [TestMethod]
    [DataRow("91350100M000100Y43")]
    [DataRow(" 91350100m000100y43 ")]
    public void The_example_of_GB_32100_is_read(string text)
    {
        Assert.IsTrue(UnifiedSocialCreditCode.TryParse(text, out var code));
        Assert.AreEqual(("91350100M000100Y43", "350100"), (code.Text, code.Division));
    }

    [TestMethod]
    [DataRow("1251010545100021X0")]
    [DataRow("1251010545100020XY")]
    public void The_check_character_runs_from_0_to_Y(string text) =>
        Assert.IsTrue(UnifiedSocialCreditCode.TryParse(text, out _));

    [TestMethod]
    [DataRow(null)]
    [DataRow("91350100M000100Y4")]
    [DataRow("91350100M000100Y44")]
    [DataRow("91350100M000100I43")]
    [DataRow("9135010AM000100Y43")]
    [DataRow("91350100M00010-Y43")]
    public void A_wrong_credit_code_is_refused(string? text) =>
        Assert.IsFalse(UnifiedSocialCreditCode.TryParse(text, out _));

    [TestMethod]
    [DataRow("D2143569-X")]
    [DataRow("d2143569x")]
    public void The_example_of_GB_11714_is_read_with_and_without_its_hyphen(string text)
    {
        Assert.IsTrue(OrganizationCode.TryParse(text, out var code));
        Assert.AreEqual("D2143569-X", code.Text);
    }

    // The nine characters in the middle of a credit code are an organization code.
    [TestMethod]
    public void The_body_of_a_credit_code_is_an_organization_code() =>
        Assert.IsTrue(OrganizationCode.TryParse("91350100M000100Y43"[8..17], out _));

    [TestMethod]
    [DataRow(null)]
    [DataRow("D2143569-0")]
    [DataRow("D214356-9X")]
    [DataRow("D214356X")]
    [DataRow("D214-569-X")]
    public void A_wrong_organization_code_is_refused(string? text) =>
        Assert.IsFalse(OrganizationCode.TryParse(text, out _));

    // A letter of the old code is worth 10 to 35, so mod 11 it may stand for a digit: only digits are safe there.
    [TestMethod]
    public void No_single_wrong_digit_passes()
    {
        const string credit = "91350100M000100Y43", old = "D2143569X";
        Assert.IsFalse(Numbers.WithOneWrongDigit(credit).Any(wrong => UnifiedSocialCreditCode.TryParse(wrong, out _)));
        Assert.IsFalse(Numbers.WithOneWrongDigit(old).Where(wrong => wrong[0] == 'D')
            .Any(wrong => OrganizationCode.TryParse(wrong, out _)));
    }

    [TestMethod]
    public void Any_text_is_read_or_refused_without_an_exception() =>
        Numbers.Texts.Hold(text =>
            (!UnifiedSocialCreditCode.TryParse(text, out var credit) || UnifiedSocialCreditCode.TryParse(credit.Text, out _))
            && (!OrganizationCode.TryParse(text, out var old) || OrganizationCode.TryParse(old.Text, out _)));
}
