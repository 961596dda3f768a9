using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>登记处分 and 撤销处分. Where a province says so, nobody is transferred while one stands (北京 2014、重庆规定).</summary>
public sealed class RecordDiscipline(
    IStudentStore students, IArchiveStore archive, IDisciplineStore store, IReferenceData reference,
    IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    private const int LongestReason = 400, LongestNumber = 24;

    /// <param name="version">The version of the pupil that the caller read.</param>
    /// <returns>The discipline and the pupil's new version.</returns>
    public Task<(Discipline Discipline, int Version)> HandleAsync(
        long studentId, int version, DisciplineForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.EditStudents);
        return work.CommitAsync(caller, "student.discipline", c => RecordAsync(studentId, version, form, caller, c), cancel);
    }

    /// <inheritdoc cref="HandleAsync"/>
    public Task<(Discipline Discipline, int Version)> LiftAsync(
        long studentId, long disciplineId, int version, DisciplineLift lift, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.EditStudents);
        return work.CommitAsync(
            caller, "student.lift_discipline", c => LiftOneAsync(studentId, disciplineId, version, lift, caller, c), cancel);
    }

    private async Task<(Discipline, int)> RecordAsync(
        long studentId, int version, DisciplineForm form, Caller caller, CancellationToken cancel)
    {
        var student = await FindAsync(studentId, version, caller, cancel);
        var problems = new List<Problem>();
        if (!(await reference.GetAsync(cancel)).Table(CodeTableNames.DisciplineKind).TryCode(form.KindCode, out var kind))
            problems.Add(new Problem("unknown_code", "处分种类必须从代码表中选择。", "kindCode"));
        if (form.DecidedOn is not { } day || day > BeijingTime.Today(time) || day < student.BirthDate)
            problems.Add(new Problem("bad_date", "处分日期必须填写，且不能晚于今天。", "decidedOn"));
        if (!IsText(form.Reason, LongestReason))
            problems.Add(new Problem("bad_form", $"处分原因应为1至{LongestReason}个字符。", "reason"));
        if (form.DocumentNumber is { } number && !IsText(number, LongestNumber))
            problems.Add(new Problem("bad_form", $"文号不能超过{LongestNumber}个字符。", "documentNumber"));
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
        var discipline = new Discipline
        {
            StudentId = studentId,
            DisciplineId = identifiers.Next(),
            KindCode = kind!,
            DecidedOn = form.DecidedOn!.Value,
            Reason = TypedText.Of(form.Reason)!,
            DocumentNumber = TypedText.Of(form.DocumentNumber),
            RecordedBy = caller.UserId,
            RecordedAt = time.GetUtcNow(),
        };
        await store.AddAsync(discipline, cancel);
        return (discipline, await WrittenAsync(student, discipline, cancel));
    }

    private async Task<(Discipline, int)> LiftOneAsync(
        long studentId, long disciplineId, int version, DisciplineLift lift, Caller caller, CancellationToken cancel)
    {
        var student = await FindAsync(studentId, version, caller, cancel);
        var standing = (await store.OfStudentAsync(studentId, cancel)).FirstOrDefault(d => d.DisciplineId == disciplineId)
            ?? throw Refused.NotFound("处分");
        if (standing.LiftedOn is not null)
            throw Refused.Conflict("already_lifted", "该处分已撤销。");
        if (lift.LiftedOn is not { } day || day < standing.DecidedOn || day > BeijingTime.Today(time))
            throw Refused.Invalid("bad_date", "撤销日期应在处分日期之后，且不能晚于今天。", "liftedOn");
        if (!IsText(lift.Reason, LongestReason))
            throw Refused.Invalid("bad_form", $"撤销原因应为1至{LongestReason}个字符。", "reason");
        var lifted = standing with { LiftedOn = day, LiftReason = TypedText.Of(lift.Reason), LiftedBy = caller.UserId };
        await store.LiftAsync(lifted, cancel);
        return (lifted, await WrittenAsync(student, lifted, cancel));
    }

    private async Task<Student> FindAsync(long studentId, int version, Caller caller, CancellationToken cancel)
    {
        var record = (await students.FindAsync([studentId], caller.OrganizationId, cancel)).SingleOrDefault()
            ?? throw Refused.NotFound("学生");
        return record.Student.RowVersion == version ? record.Student : throw Refused.Stale();
    }

    private async Task<int> WrittenAsync(Student student, Discipline discipline, CancellationToken cancel)
    {
        await archive.TouchAsync(student, student.PhotoHash, cancel);
        work.Changed(Entity.Student, student.StudentId, student.RowVersion + 1);
        work.Audited(new AuditLine(
            Entity.Student, discipline.DisciplineId, student.StudentId, discipline.LiftReason ?? discipline.Reason,
            new { discipline.KindCode, discipline.LiftedOn }));
        return student.RowVersion + 1;
    }

    private static bool IsText(string? text, int longest) =>
        TypedText.Of(text) is { } typed && typed.Length <= longest && TypedText.IsClean(typed);
}
