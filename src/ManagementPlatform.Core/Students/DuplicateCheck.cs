using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// 查重. The same document is the same pupil, always. Without a document, name, sex and birth date make a likely duplicate: the
/// same school has him already; another school's stays a question that somebody must judge (问题学籍), except where 先查重、再建籍 holds.
/// docs/rules.md §1.3, §1.7, §2.2.
/// </summary>
public sealed class DuplicateCheck(RegistrationFacts facts)
{
    public const string DocumentTaken = "document_taken", AlreadyInSchool = "already_in_school", NumberTaken = "student_number_taken";

    /// <summary>An earlier row of the same batch is the same pupil.</summary>
    public const string InBatch = "duplicate_in_batch";

    public static readonly IReadOnlySet<string> Codes = new HashSet<string> { DocumentTaken, AlreadyInSchool, NumberTaken };

    private readonly Dictionary<IdentityDocument, int> _documents = [];
    private readonly Dictionary<StudentNumber, int> _numbers = [];
    private readonly Dictionary<Likeness, (int Row, long School)> _likenesses = [];

    public CheckResult Check(Candidate candidate, int row, Findings findings)
    {
        var (existing, earlier) = (default(KnownPupil), default(int?));
        Number(candidate, row, findings, ref earlier);
        if (candidate.IsDocumented)
            existing = Document(candidate, row, findings, ref earlier);
        var place = candidate.Form.ClassId is { } id ? facts.Classes.GetValueOrDefault(id) : null;
        var isLikely = false;
        if (candidate is { Likeness: { } likeness, Document: not null } && place is not null)
            isLikely = candidate.IsDocumented
                ? Documented(likeness, findings) : Undocumented(likeness, place, row, findings, ref existing, ref earlier);
        if (!isLikely || findings.Errors.Count > 0)
            return new CheckResult(findings.Errors, findings.Warnings, existing, earlier);
        return new CheckResult(
            [], findings.Warnings, existing, earlier, true,
            facts.Undocumented[candidate.Likeness!.Value].FirstOrDefault()?.StudentId);
    }

    private KnownPupil? Document(Candidate candidate, int row, Findings findings, ref int? earlier)
    {
        if (facts.Documents.TryGetValue(candidate.Document!, out var known))
        {
            var text = known.OnRoll
                ? "该身份证件号已有学籍，不能重复建籍；如为转入学生，请走转学流程；如两处均已建籍，请发起双重学籍联合核办。"
                : "该身份证件号已有学籍（已离校），不能重新建籍；毕业升学的请走招生入学流程，沿用原学籍号。";
            findings.Error(DocumentTaken, text, "documentNumber");
        }
        else if (!_documents.TryAdd(candidate.Document!, row))
        {
            earlier = _documents[candidate.Document!];
            findings.Error(InBatch, "同一批数据中已有相同身份证件号的学生。", "documentNumber");
        }

        return known;
    }

    private void Number(Candidate candidate, int row, Findings findings, ref int? earlier)
    {
        if (candidate.LegacyNumber is not { } number)
            return;
        LegacyNumberRule.Check(number, candidate, findings);
        if (facts.Numbers.ContainsKey(number))
            findings.Error(NumberTaken, "该学籍号已存在。", "studentNumber");
        else if (!_numbers.TryAdd(number, row))
        {
            earlier = _numbers[number];
            findings.Error(InBatch, "同一批数据中已有相同学籍号的学生。", "studentNumber");
        }
    }

    // The child was perhaps registered before it had a document: worth a look, no more.
    private bool Documented(Likeness likeness, Findings findings)
    {
        if (facts.Undocumented.Contains(likeness))
            findings.Warn("undocumented_namesake", "已有同名、同性别、同出生日期且无身份证件号的学籍，请核对是否为同一学生。", "name");
        return false;
    }

    private bool Undocumented(
        Likeness likeness, EntryClass place, int row, Findings findings, ref KnownPupil? existing, ref int? earlier)
    {
        if (facts.Undocumented[likeness].FirstOrDefault(pupil => pupil.SchoolId == place.SchoolId) is { } same)
        {
            existing = same;
            findings.Error(AlreadyInSchool, "本校已有同名、同性别、同出生日期且无身份证件号的学生，不能重复建籍。", "name");
            return false;
        }

        if (_likenesses.TryGetValue(likeness, out var before) && before.School == place.SchoolId)
        {
            earlier = before.Row;
            findings.Error(InBatch, "同一批数据中本校已有同名、同性别、同出生日期且无身份证件号的学生。", "name");
            return false;
        }

        var isLikely = facts.Undocumented.Contains(likeness) || !_likenesses.TryAdd(likeness, (row, place.SchoolId));
        if (isLikely)
            Likely(place, findings);
        else if (facts.Namesakes[likeness].Any(pupil => pupil.CountyId == place.CountyId))
            findings.Warn("namesake_in_county", "本县已有同名、同性别、同出生日期的学籍，请核对是否为同一学生。", "name");
        return isLikely;
    }

    // 先查重，再建籍: whoever does not begin school here has a record somewhere; if the check is not clean he has to be transferred.
    private static void Likely(EntryClass place, Findings findings)
    {
        const string Text = "姓名、性别、出生日期与已有的无证件学籍重复";
        if (place is { Stage: Stage.Kindergarten } or { Stage: Stage.Primary or Stage.Special, Grade.IsStarting: true })
            findings.Warn("likely_duplicate", Text + "，将登记为问题学籍，请核对并提交佐证。", "name");
        else
            findings.Error("likely_duplicate", Text + "；非起始年级须查重通过方可建籍，请走转学流程。", "name");
    }
}
