namespace ManagementPlatform.Core.Students;

/// <summary>What an edit would do to a pupil: decided, not written yet.</summary>
/// <param name="Errors">Everything that keeps it out.</param>
/// <param name="Changes">Empty when the edit changes nothing.</param>
public sealed record Revision(
    StudentRecord Before, StudentForm After, IReadOnlyList<FieldChange> Changes,
    IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings)
{
    /// <summary>The code of everything that only a process of its own may change.</summary>
    public const string KeyInformation = "key_information";

    private static readonly string[] NotOfTheForm = ["studentNumber", "classId"];

    /// <param name="after">What the form shall say.</param>
    /// <param name="facts">Only the reference data, the pupil's class and the province's fields are looked at.</param>
    /// <param name="ofKeys">It is a 关键信息变更: key fields may change, and all of them must agree afterwards.</param>
    public static Revision Of(
        StudentRecord before, StudentForm form, StudentForm after, RegistrationFacts facts, bool ofKeys = false)
    {
        after = KeptWhenMasked.Apply(form, after);
        after = after with
        { NamePinyin = after.NamePinyin ?? (after.Name == form.Name ? form.NamePinyin : null), StudentNumber = after.StudentNumber ?? form.StudentNumber };
        var changes = FieldChange.Between(form, after);
        if (changes.Count == 0)
            return new Revision(before, after, changes, [], []);
        var findings = RegistrationCheck.CheckForm(new Candidate(after), facts);
        var changed = changes.Select(change => change.Root).ToHashSet();
        if (ofKeys)
            changed.UnionWith(FormFields.Key);
        bool IsOfChanged(Problem problem) => problem.Field is not null && changed.Contains(FieldChange.RootOf(problem.Field));

        // What was wrong before and is not touched must not keep a new telephone number out.
        return new Revision(
            before, after, changes, [.. Forbidden(changes, ofKeys), .. findings.Errors.Where(IsOfChanged)],
            [.. findings.Warnings.Where(IsOfChanged)]);
    }

    /// <summary>A second edit of a pupil in one batch: which of the two would hold is anybody's guess.</summary>
    internal static Revision Repeated(StudentRecord before, StudentForm after) =>
        new(before, after, [], [new Problem("duplicate_in_batch", "同一批数据中已修改过该学生。")], []);

    // 关键信息变更 has a process of its own: the guardian applies, school and county verify, the old value stays (docs/rules.md §1.4).
    private static IEnumerable<Problem> Forbidden(IReadOnlyList<FieldChange> changes, bool ofKeys)
    {
        foreach (var field in FormFields.Student.Where(field => !ofKeys && FormFields.Key.Contains(field.Name) && changes.Any(c => c.Field == field.Name)))
            yield return new Problem(
                KeyInformation, $"{field.Title}属于关键信息，不能直接修改，请提交“关键信息变更”（/students/{{studentId}}/key-changes）办理。", field.Name);
        foreach (var change in changes.Where(change => NotOfTheForm.Contains(change.Field)))
        {
            yield return change.Field == "classId"
                ? new Problem("class_change", "班级不能直接修改，请办理调班。", change.Field)
                : new Problem(KeyInformation, "学籍号不能直接修改。", change.Field);
        }
    }
}
