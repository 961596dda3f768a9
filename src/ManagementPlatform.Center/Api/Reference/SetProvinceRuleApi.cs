using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class SetProvinceRuleApi
{
    private static readonly Operation Operation = new("reference.set_province_rule", Permission.ManageReference, "设定本省的一项规则")
    {
        Description = "自 `validFrom` 起生效，此前的规则到前一日为止。国家数据中心设定的是国家规则。",
        Request = new ProvinceRuleForm("12-31", new DateOnly(2027, 1, 1), "川教函〔2026〕1号"),
    };

    public static void MapSetProvinceRule(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Put, "/province-rules/{rule}", Operation, SetAsync);

    private static async Task<Done> SetAsync(
        string rule, ProvinceRuleForm form, ExpectedVersion version, Caller caller,
        SetProvinceRule set, CancellationToken cancel) =>
        Answer.Done(await set.HandleAsync(rule, form, version.Value, caller, cancel));
}
