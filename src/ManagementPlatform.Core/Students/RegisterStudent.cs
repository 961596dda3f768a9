using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>A pupil who was just registered.</summary>
/// <param name="Warnings">What the registrar should look at.</param>
public sealed record RegisteredStudent(StudentRecord Record, IReadOnlyList<Problem> Warnings)
{
    public Student Student => Record.Student;
}

/// <summary>建立学籍 of one pupil by his school: a batch of one.</summary>
public sealed class RegisterStudent(AdmitStudents admit, IUnitOfWork work)
{
    /// <exception cref="RefusalException">
    /// Invalid with everything that is wrong, or a conflict when the only thing wrong is that the registry has the pupil.
    /// </exception>
    public Task<RegisteredStudent> HandleAsync(StudentForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RegisterStudents);
        return work.CommitAsync(caller, "student.register", c => RegisterAsync(form, caller, c), cancel);
    }

    private async Task<RegisteredStudent> RegisterAsync(StudentForm form, Caller caller, CancellationToken cancel)
    {
        var row = (await admit.HandleAsync([form], caller, cancel))[0];
        if (row.Record is not { Student: var student } record)
            throw Refusal(row.Check);
        work.Audited(new AuditLine(
            Entity.Student,
            student.StudentId,
            student.StudentId,
            Detail: new { student.SchoolId, student.ClassId, student.StudentNumber, student.NumberState }));
        return new RegisteredStudent(record, row.Check.Warnings);
    }

    private static RefusalException Refusal(CheckResult check) => check.Errors.All(
        problem => DuplicateCheck.Codes.Contains(problem.Code))
        ? Refused.Conflict(check.Errors[0].Code, check.Errors[0].Message, check.Errors)
        : Refused.Invalid(check.Errors);
}
