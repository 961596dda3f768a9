using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// 建籍校验: says everything that is wrong with a form at once. Pure: what the registry knows comes in as facts. 办法(2025) Art. 3, 10
/// and docs/rules.md §1.3, §1.7, §2.7, §3.4.
/// </summary>
public static class RegistrationCheck
{
    /// <summary>Checks a batch, in its order; the same pupil twice in it is found as well.</summary>
    public static IReadOnlyList<CheckResult> CheckAll(IReadOnlyList<Candidate> candidates, RegistrationFacts facts)
    {
        var duplicates = new DuplicateCheck(facts);
        var results = new CheckResult[candidates.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = duplicates.Check(candidates[i], i, CheckForm(candidates[i], facts));
        return results;
    }

    public static CheckResult Check(StudentForm form, RegistrationFacts facts) => CheckAll([new Candidate(form)], facts)[0];

    /// <summary>What is wrong with the form itself, whoever else is in the registry.</summary>
    internal static Findings CheckForm(Candidate candidate, RegistrationFacts facts)
    {
        var findings = new Findings();
        var form = candidate.Form;
        foreach (var field in FormFields.Student)
            field.Check(form, facts.Reference, findings);
        DocumentCheck.Check(candidate, facts, findings);
        FamilyCheck.Check(candidate, facts, findings);
        BackgroundCheck.Check(form, findings);
        var place = PlacementCheck.Check(form, facts, findings);
        if (place is not null)
            ExtraFieldCheck.Check(form.Extra, facts.ProvinceFields[place.ProvinceCode], facts.Reference, findings);
        if (candidate.NumberFault != StudentNumberFault.None)
            findings.Error("bad_student_number", candidate.NumberFault.Text() + "。", "studentNumber");
        return findings;
    }
}
