using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class SubmitChangeBatchApi
{
    private static readonly Operation Operation = new("enrollment.submit_batch", Permission.SubmitChanges, "成批提交学籍变动（如毕业）")
    {
        Description = "对一个班全部在读学生或指定的学生提交同一变动；有一人不合规定则全部不提交，并逐人说明。",
        Request = new ChangeBatchRequest(
            new ChangeRequest("graduate", new(2027, 6, 30)), ClassId: 510_000_000_000_301, StudentIds: null),
        Response = new[] { ChangeContract.Example },
    };

    public static void MapSubmitChangeBatch(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/enrollment-changes/batch", Operation, SubmitAsync);

    private static async Task<ChangeContract[]> SubmitAsync(
        ChangeBatchRequest request, Caller caller, SubmitChangeBatch submit, IMapper mapper, CancellationToken cancel)
    {
        var changes = await submit.HandleAsync(request.StudentIds ?? [], request.ClassId, request.Change, caller, cancel);
        return [.. changes.Select(change => mapper.MapChange(change, []))];
    }
}

/// <summary>One change for many.</summary>
/// <param name="ClassId">Everybody in class of this class; or null.</param>
/// <param name="StudentIds">These pupils, when no class is named.</param>
public sealed record ChangeBatchRequest(ChangeRequest Change, long? ClassId = null, IReadOnlyList<long>? StudentIds = null);
