using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

internal static class WithdrawChangeApi
{
    private static readonly Operation Operation = new("enrollment.withdraw_change", Permission.SubmitChanges, "撤销尚未办结的学籍变动")
    {
        Response = ChangeContract.Example with { State = ChangeState.Withdrawn, StepNumber = 0 },
    };

    public static void MapWithdrawChange(this IEndpointRouteBuilder api) =>
        api.MapSecured(
            HttpMethod.Post, "/students/{studentId:long}/changes/{changeId:long}/withdrawal", Operation, WithdrawAsync);

    private static async Task<Versioned<ChangeContract>> WithdrawAsync(
        long studentId, long changeId, ExpectedVersion version, Caller caller, WithdrawChange withdraw,
        IEnrollmentStore store, IMapper mapper, CancellationToken cancel)
    {
        var change = await withdraw.HandleAsync(studentId, changeId, version.Value, caller, cancel);
        return Answer.Versioned(mapper.MapChange(change, await store.StepsAsync(studentId, changeId, cancel)), change.RowVersion);
    }
}
