using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Storage.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class SubmitChangeApi
{
    private static readonly Operation Operation = new("enrollment.submit_change", Permission.SubmitChanges, "提交一名学生的学籍变动")
    {
        Description = "一次检查全部规定，不合规定时逐条说明。不需要审批的类别（调班）立即生效。",
        Request = new ChangeRequest(
            "suspend", new(2026, 10, 12), "10", new(2027, 10, 11), ProofHash: new string('a', 64), Explanation: "住院治疗"),
        Response = ChangeContract.Example,
    };

    public static void MapSubmitChange(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/students/{studentId:long}/changes", Operation, SubmitAsync);

    private static async Task<Created<ChangeContract>> SubmitAsync(
        long studentId, ChangeRequest request, Caller caller, SubmitChange submit, ChangeQueries queries,
        IMapper mapper, CancellationToken cancel)
    {
        var change = await submit.HandleAsync(studentId, request, caller, cancel);
        var steps = await queries.StepsOfStudentAsync(studentId, cancel);
        return Answer.Created(
            $"/students/{studentId}/changes/{change.ChangeId}",
            mapper.MapChange(change, steps[change.ChangeId]), change.RowVersion);
    }
}
