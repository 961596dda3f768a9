using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Corrections;

/// <summary>What a 关键信息变更 would do to a pupil, and what is wrong with it.</summary>
/// <param name="Holder">Another pupil who has the new document already.</param>
public sealed record KeyChangePlan(Revision Revision, KnownPupil? Holder)
{
    public const string DocumentTaken = DuplicateCheck.DocumentTaken;

    // docs/rules.md §1.4: of a G number's pupil only the name and the ID number change by this way.
    private static readonly string[] KeptWithFormalNumber = ["sexCode", "birthDate", "documentType"];

    public Student Before => Revision.Before.Student;

    /// <summary>Everything that keeps it out but the other holder of the document.</summary>
    public IReadOnlyList<Problem> Problems { get; } = [.. Check(Revision)];

    /// <summary>The other holder of the document, in words and with the way out.</summary>
    public Problem? Collision => Holder is null ? null
        : new Problem(DocumentTaken, "该身份证件号已有其他学籍；如为同一学生的两份学籍，请发起双重学籍联合核办，否则请核对证件号。", "documentNumber");

    /// <param name="facts">For <paramref name="after"/>.</param>
    public static KeyChangePlan Of(StudentRecord record, Candidate after, RegistrationFacts facts)
    {
        var holder = after.IsDocumented ? facts.Documents.GetValueOrDefault(after.Document!) : null;
        return new KeyChangePlan(
            Revision.Of(record, record.ToForm(), after.Form, facts, ofKeys: true),
            holder?.StudentId == record.Student.StudentId ? null : holder);
    }

    private static IEnumerable<Problem> Check(Revision revision)
    {
        var student = revision.Before.Student;
        if (!student.OnRoll)
            yield return new Problem("not_on_roll", "该学生已不在籍，不能办理关键信息变更。");
        if (revision.Changes.Count == 0)
            yield return new Problem("nothing_changed", "变更后的信息与现有信息相同。");
        if (student.StudentNumber.Kind == StudentNumberKind.Formal)
        {
            foreach (var field in FormFields.Student.Where(f => KeptWithFormalNumber.Contains(f.Name) && revision.Changes.Any(c => c.Field == f.Name)))
                yield return new Problem("formal_number_keeps", $"已有正式学籍号（G）的学生只能变更姓名和身份证件号，不能变更{field.Title}。", field.Name);
        }

        foreach (var error in revision.Errors)
            yield return error;
    }
}

/// <summary>Reads what a plan needs.</summary>
public sealed class KeyChangePlanner(
    IStudentStore students, IRegistrationStore registration, IReferenceData reference, ICurrentCenter center, TimeProvider time)
{
    /// <exception cref="RefusalException">No such pupil in scope.</exception>
    public async Task<KeyChangePlan> PlanAsync(long studentId, KeyFields fields, long scope, CancellationToken cancel)
    {
        var record = (await students.FindAsync([studentId], scope, cancel)).SingleOrDefault() ?? throw Refused.NotFound("学生");
        var candidate = new Candidate(fields.ApplyTo(record.ToForm()));
        var facts = await registration.FactsAsync(
            [candidate], await reference.GetAsync(cancel), BeijingTime.Today(time), scope, cancel);
        return KeyChangePlan.Of(record, candidate, facts);
    }

    /// <summary>For a case, whoever decides it: the pupil may have come under another school meanwhile.</summary>
    public async Task<KeyChangePlan> PlanAsync(long studentId, KeyFields fields, CancellationToken cancel) =>
        await PlanAsync(studentId, fields, (await center.GetAsync(cancel)).RootOrganizationId, cancel);
}
