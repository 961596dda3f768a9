using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Center.Api.Reference;

internal static class ListProvinceRules
{
    private static readonly Operation Operation = new("reference.province_rules", Permission.ViewReference, "查看现行规则（国家规则与省级规则）")
    {
        Description = "默认列出本数据中心所在省当日有效的规则：省级规则优先于国家规则。ETag 用于设定规则。",
        Response = new ProvinceRuleList(
            "510000", [new ProvinceRuleContract("grade1_age_cutoff", "08-31", "000000", new DateOnly(1949, 10, 1), null, "教育部学籍系统答问；各省可另定")]),
        IsPublicData = true,
    };

    public static void MapListProvinceRules(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/province-rules", Operation, ListAsync);

    private static async Task<Versioned<ProvinceRuleList>> ListAsync(
        IReferenceData reference,
        IReferenceStore store,
        ICurrentCenter current,
        TimeProvider time,
        CancellationToken cancel,
        string? provinceCode = null,
        DateOnly? on = null)
    {
        var version = await store.VersionAsync(ReferencePart.Rules, cancel);
        var province = provinceCode ?? (await current.GetAsync(cancel)).RegionCode;
        var rules = (await reference.GetAsync(cancel)).Rules.ValidIn(province, on ?? BeijingTime.Today(time));
        return Answer.Versioned(new ProvinceRuleList(province, [.. rules.Select(ProvinceRuleContract.Of)]), version);
    }
}

/// <summary>What holds in a province on a day.</summary>
public sealed record ProvinceRuleList(string ProvinceCode, IReadOnlyList<ProvinceRuleContract> Rules);

/// <summary>A rule that holds.</summary>
/// <param name="SetBy">000000 for the nation's rule, else the province.</param>
public sealed record ProvinceRuleContract(
    string Rule, string Value, string SetBy, DateOnly ValidFrom, DateOnly? ValidTo, string? Source)
{
    public static ProvinceRuleContract Of(ProvinceRule rule) =>
        new(rule.RuleName, rule.Value, rule.ProvinceCode, rule.ValidFrom, rule.ValidTo, rule.Source);
}
