using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>A student number that a pupil brings along from an older list must be his; docs/rules.md §2.1.</summary>
internal static class LegacyNumberRule
{
    private const string Field = "studentNumber";

    public static void Check(StudentNumber number, Candidate candidate, Findings findings)
    {
        if (number.Kind == StudentNumberKind.Formal)
            Formal(number, candidate, findings);
        else if (candidate.Form.BirthDate is { } birth && birth != number.BirthDate)
            findings.Error("number_birth_date", "学籍号中的出生日期与学生的出生日期不一致。", Field);
    }

    // A G number holds the citizen ID of the day of issue. If the ID has changed since, the correction process has to say so
    // first.
    private static void Formal(StudentNumber number, Candidate candidate, Findings findings)
    {
        if (candidate.Document is { } document && document.CitizenId != number.CitizenIdAtIssue)
            findings.Error("number_document_mismatch", "正式学籍号（G）与居民身份证号不一致。", Field);
    }
}
