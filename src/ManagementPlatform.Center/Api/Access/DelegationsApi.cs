using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

internal static class DelegationsApi
{
    private static readonly Operation Set = new("delegation.set", Permission.UseCenter, "委托同单位人员代办")
    {
        Description = $"本人外出时把学籍管理员或学籍主管领导的职责委托给同单位人员，最长 {DelegationRules.MostDays} 天；"
            + "`fromUserName` 只由系统管理员代设时填写。代办人以自己的名义办理，本人提交或核办过的业务仍不能由本人核办。",
        Request = new DelegationForm(Role.Leader, "wangmin", new(2026, 10, 12), new(2026, 10, 16)),
        Response = DelegationContract.Example,
    };

    private static readonly Operation List = new("delegation.list", Permission.UseCenter, "与本人有关的委托；系统管理员看本级及下级的")
    {
        Response = Page<DelegationContract>.Example(DelegationContract.Example),
    };

    private static readonly Operation Revoke = new("delegation.revoke", Permission.UseCenter, "提前结束委托");

    public static void MapDelegations(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/delegations", Set, SetAsync);
        api.MapSecured(HttpMethod.Get, "/delegations", List, ListAsync);
        api.MapSecured(HttpMethod.Post, "/delegations/{delegationId:long}/revocation", Revoke, RevokeAsync);
    }

    private static async Task<Created<DelegationContract>> SetAsync(
        DelegationForm form, Caller caller, DelegateRole delegation, TimeProvider time, CancellationToken cancel)
    {
        var view = await delegation.SetAsync(form, caller, cancel);
        return Answer.Created($"/delegations/{view.DelegationId}", DelegationContract.Of(view, BeijingTime.Today(time)), 1);
    }

    private static async Task<Page<DelegationContract>> ListAsync(
        PageRequest page, Caller caller, DelegationStore store, TimeProvider time, CancellationToken cancel)
    {
        var rows = await store.PageAsync(caller, page.IsFirst ? long.MaxValue : page.After<long>(), page.Take, cancel);
        var today = BeijingTime.Today(time);
        return Answer.Page(page, rows, row => row.DelegationId, row => DelegationContract.Of(row, today));
    }

    private static async Task<Done> RevokeAsync(
        long delegationId, Caller caller, DelegateRole delegation, CancellationToken cancel)
    {
        await delegation.RevokeAsync(delegationId, caller, cancel);
        return Answer.Done();
    }
}

/// <summary>A delegation.</summary>
/// <param name="IsValid">It holds today.</param>
public sealed record DelegationContract(
    long DelegationId, long OrganizationId, string OrganizationName, string FromName, string ToName,
    string Role, DateOnly FromDay, DateOnly UntilDay, DateTimeOffset? RevokedAt, bool IsValid)
{
    public static readonly DelegationContract Example = new(
        510_000_000_077_001, 510_000_000_000_045, "成都市武侯区晨光小学", "王敏", "李华", "leader",
        new(2026, 10, 12), new(2026, 10, 16), null, true);

    public static DelegationContract Of(DelegationView view, DateOnly today) => new(
        view.DelegationId, view.OrganizationId, view.OrganizationName, view.FromName, view.ToName,
        view.Role, view.FromDay, view.UntilDay, view.RevokedAt,
        view.RevokedAt is null && view.FromDay <= today && today <= view.UntilDay);
}
