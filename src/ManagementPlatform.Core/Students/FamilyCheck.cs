using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// 家庭成员: two normally, at least one guardian who can be reached, and the guardians' identity documents when the pupil has none;
/// docs/rules.md §2.7, §3.4.
/// </summary>
internal static class FamilyCheck
{
    public const int Most = 8;
    private const int Usual = 2;

    public static void Check(Candidate candidate, RegistrationFacts facts, Findings findings)
    {
        var family = candidate.Form.Family;
        if (family.Count > Most)
        {
            findings.Error("too_many_family_members", $"家庭成员不能超过{Most}人。", "family");
            return;
        }

        if (!family.Any(member => member.IsGuardian == true))
            findings.Error("guardian_missing", "至少应填写一名监护人及其联系电话。", "family");
        else if (family.Count < Usual)
            findings.Warn("one_family_member", "家庭成员一般应填写两人，目前只有一人。", "family");
        for (var i = 0; i < family.Count; i++)
            Member(candidate, family[i], string.Create(CultureInfo.InvariantCulture, $"family[{i}]."), facts, findings);
    }

    private static void Member(
        Candidate candidate, FamilyMemberForm member, string path, RegistrationFacts facts, Findings findings)
    {
        foreach (var field in FormFields.Family)
            field.Check(member, facts.Reference, findings, path);
        var stated = member.DocumentType is not null || member.DocumentNumber is not null;
        if (stated)
            Document(candidate, member, path, findings);
        else if (member.IsGuardian == true && candidate is { Document: not null, IsDocumented: false })
            findings.Error("guardian_document_missing", "学生无身份证件号时，必须填写监护人的身份证件。", path + "documentNumber");
    }

    private static void Document(Candidate candidate, FamilyMemberForm member, string path, Findings findings)
    {
        if (member.DocumentType is null)
            findings.Error("required", "填写了证件号码时，必须填写证件类型。", path + "documentType");
        else if (!IdentityDocument.TryParse(member.DocumentType, member.DocumentNumber, out var document, out var fault))
            Fault(fault, member.DocumentType, path, findings);
        else if (candidate.IsDocumented && document == candidate.Document)
            findings.Error("family_document_is_pupils", "家庭成员的身份证件号与学生相同。", path + "documentNumber");
    }

    private static void Fault(DocumentFault fault, string type, string path, Findings findings)
    {
        if (fault != DocumentFault.UnknownType && !findings.Blames(path + "documentNumber"))
            findings.Error("bad_document_number", fault.Text(type) + "。", path + "documentNumber");
    }
}
