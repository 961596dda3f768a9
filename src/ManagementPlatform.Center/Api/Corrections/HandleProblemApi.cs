using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Center.Api.Corrections;

internal static class HandleProblemApi
{
    private static readonly Operation Operation = new("problem.handle", Permission.StartCases, "提交问题学籍的处理")
    {
        Description = "`handling`：`prove` 佐证、`change` 变更、`delete` 删除，须为该类型允许的方式并附证明材料。变更填写 `fields`，按关键信息变更办理；"
            + "删除正式学籍号（G）的学籍须经省级核办。",
        Request = new ProblemHandling(Handling.Prove, new string('a', 64), "户口簿证明为两名学生"),
        Response = new SubmittedCaseContract(
            "40718253", CaseContract.Example with { Kind = ProblemCase.KindCode, KindName = "问题学籍处理" }),
    };

    public static void MapHandleProblem(this IEndpointRouteBuilder api) =>
        api.MapSecured(
            HttpMethod.Post, "/students/{studentId:long}/problem-records/{problemId:long}/handling", Operation, HandleAsync);

    private static async Task<Created<SubmittedCaseContract>> HandleAsync(
        long studentId, long problemId, ProblemHandling wanted, Caller caller, HandleProblem handle,
        CaseAnswers answers, CancellationToken cancel) =>
        await answers.SubmittedAsync(await handle.HandleAsync(studentId, problemId, wanted, caller, cancel), caller, cancel);
}
