using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// The identity document against itself and against what the form says; GB 11643 and docs/rules.md §2.7. Most records that turned
/// out wrong nationwide came in through an import that did not check the check digit (§1.7).
/// </summary>
internal static class DocumentCheck
{
    private const string Type = "documentType", Number = "documentNumber", China = "CHN", NotOverseas = "00";

    /// <summary>Documents that only people of 港澳台侨外 have.</summary>
    private static readonly string[] OverseasTypes = ["6", "7", "8", "9", "A", "C"];

    public static void Check(Candidate candidate, RegistrationFacts facts, Findings findings)
    {
        var form = candidate.Form;
        if (form.DocumentType is null || findings.Blames(Type))
            return;
        if (IdentityDocumentType.Find(form.DocumentType) is { ForPupils: false } adult)
            findings.Error("document_type_not_for_pupils", $"学生不能使用“{adult.Name}”。", Type);
        else if (candidate.Document is not { } document)
            Fault(candidate, findings);
        else
            Agrees(document, form, facts, findings);
        Period(form, facts.Today, findings);
    }

    private static void Fault(Candidate candidate, Findings findings)
    {
        if (!findings.Blames(Number))
            findings.Error("bad_document_number", candidate.DocumentFault.Text(candidate.Form.DocumentType) + "。", Number);
    }

    private static void Agrees(IdentityDocument document, StudentForm form, RegistrationFacts facts, Findings findings)
    {
        if (document.Number.Length == 0)
            findings.Warn("no_document", "学生无身份证件号，学校应存档在校就读证明，并按姓名、性别、出生日期查重。", Number);
        else if (!document.Number.All(char.IsAscii))
            findings.Error("bad_document_number", "学生身份证件号码只能使用字母、数字和连字符。", Number);
        if (document.BirthDate is { } birth && form.BirthDate is { } stated && birth != stated)
            findings.Error("document_birth_date", "出生日期与身份证件号码中的出生日期不一致。", "birthDate");
        if (document.Sex is { } sex && form.SexCode is { } code
            && code != ((int)sex).ToString(System.Globalization.CultureInfo.InvariantCulture))
            findings.Error("document_sex", "性别与身份证件号码不一致。", "sexCode");
        if (document.CitizenId is { } id && !IsDivision(id.Division, facts.Reference.Regions))
            findings.Error("document_division", "身份证件号码前六位不是有效的行政区划代码。", Number);
        Nationality(document, form, findings);
    }

    // Abolished divisions count: the number keeps the code of the day of its issue.
    private static bool IsDivision(string code, RegionTree regions) =>
        regions.Find(code) is { Level: not "province" and not "nation" } || code is "810000" or "820000" or "830000";

    private static void Nationality(IdentityDocument document, StudentForm form, Findings findings)
    {
        if (document.Type == IdentityDocumentType.CitizenId && form.NationalityCode is not (null or China))
            findings.Warn("nationality_document", "持居民身份证的学生，国籍/地区一般应为中国。", "nationalityCode");
        if (OverseasTypes.Contains(document.Type) && form.HmtOverseasCode == NotOverseas)
            findings.Warn("overseas_document", "持港澳台或外国证件的学生，港澳台侨外一般不应为“否”。", "hmtOverseasCode");
    }

    private static void Period(StudentForm form, DateOnly today, Findings findings)
    {
        if (ValidPeriod.TryParse(form.DocumentValidPeriod, out var period) && period.Until < today)
            findings.Warn("document_expired", "身份证件已过有效期。", "documentValidPeriod");
    }
}
