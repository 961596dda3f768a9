using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>A pupil as he stands after an edit.</summary>
public sealed record EditedStudent(StudentRecord Record, IReadOnlyList<Problem> Warnings);

/// <summary>学籍数据维护: his school changes what is not key information; docs/rules.md §1.4.</summary>
public sealed class EditStudent(ReviseStudents revise, IUnitOfWork work)
{
    /// <param name="version">The version that the caller read.</param>
    /// <exception cref="RefusalException">
    /// Not in scope, read in another version, off the roll, key information, or wrong in something that the edit touches.
    /// </exception>
    public Task<EditedStudent> HandleAsync(
        long studentId, int version, Func<StudentForm, StudentForm> edit, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.EditStudents);
        return work.CommitAsync(
            caller, "student.edit", c => EditAsync(new StudentEdit(studentId, edit), version, caller, c), cancel);
    }

    private async Task<EditedStudent> EditAsync(StudentEdit edit, int version, Caller caller, CancellationToken cancel)
    {
        var revision = (await revise.PlanAsync([edit], caller, cancel)).SingleOrDefault() ?? throw Refused.NotFound("学生");
        if (revision.Before.Student.RowVersion != version)
            throw Refused.Stale();
        if (!revision.Before.Student.OnRoll)
            throw Refused.Conflict("not_on_roll", "该学生已不在籍，不能修改学籍信息。");
        Demand(revision);
        var record = (await revise.ApplyAsync([revision], "edit", caller, cancel))[0];

        // Which fields, not what they say: the values are in the revision.
        var fields = revision.Changes.Select(change => change.Field);
        work.Audited(new AuditLine(Entity.Student, edit.StudentId, edit.StudentId, Detail: new { fields }));
        return new EditedStudent(record, revision.Warnings);
    }

    private static void Demand(Revision revision)
    {
        if (revision.Errors.Count == 0)
            return;
        var key = revision.Errors.FirstOrDefault(problem => problem.Code == Revision.KeyInformation);
        throw key is null
            ? Refused.Invalid(revision.Errors)
            : new RefusalException(RefusalKind.Invalid, key.Code, key.Message, revision.Errors);
    }
}
