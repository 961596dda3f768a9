using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class RegisterStudentApi
{
    private static readonly Operation Register = new("student.register", Permission.RegisterStudents, "登记一名学生（建立学籍）")
    {
        Description = "一次检查全部规定并逐条说明；查重通过即得正式学籍号（G 或 J），否则先得临时学籍号（L）。同一证件已有学籍时返回 409。",
        Request = StudentExamples.Form,
        Response = StudentAnswer.Example,
    };

    private static readonly Operation Check = new("student.check", Permission.RegisterStudents, "检查一份学生信息而不登记")
    {
        OnlyReads = true,
        Request = StudentExamples.Form,
        Response = new FormCheck(
            [new Problem("document_birth_date", "出生日期与身份证件号码中的出生日期不一致。", "birthDate")],
            [new Problem("one_family_member", "家庭成员一般应填写两人，目前只有一人。", "family")]),
    };

    public static void MapRegisterStudent(this IEndpointRouteBuilder students)
    {
        students.MapSecured(HttpMethod.Post, "/", Register, RegisterAsync);
        students.MapSecured(HttpMethod.Post, "/check", Check, CheckAsync);
    }

    private static async Task<Created<StudentAnswer>> RegisterAsync(
        StudentForm form, Caller caller, RegisterStudent register, CancellationToken cancel)
    {
        var (record, warnings) = await register.HandleAsync(form, caller, cancel);
        return Answer.Created(
            $"/students/{record.Student.StudentId}",
            new StudentAnswer(StudentContract.Masked(record), warnings), record.Student.RowVersion);
    }

    private static async Task<FormCheck> CheckAsync(
        StudentForm form, Caller caller, AdmitStudents admit, CancellationToken cancel)
    {
        var check = (await admit.CheckAsync([form], caller, cancel))[0];
        return new FormCheck(check.Errors, check.Warnings);
    }

    /// <summary>What is wrong with a form, and what somebody should look at.</summary>
    internal sealed record FormCheck(IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings);
}
