using System.Globalization;
using System.Text.RegularExpressions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Reference;

/// <summary>A rule as a province sets it.</summary>
/// <param name="ValidFrom">Its first day; what held before ends the day before.</param>
/// <param name="Source">The document that says so.</param>
public sealed record ProvinceRuleForm(string Value, DateOnly ValidFrom, string? Source = null);

/// <summary>设定省级规则. A province sets rules for itself; the nation's center sets the nation's.</summary>
public sealed partial class SetProvinceRule(
    IReferenceStore store, IReferenceData data, IProvinceVersions versions, ICurrentCenter current, IUnitOfWork work)
{
    private const int TextLength = 200;
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    /// <param name="version">The rules' version that the caller read.</param>
    /// <returns>The rules' new version.</returns>
    public async Task<int> HandleAsync(string name, ProvinceRuleForm form, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageReference);
        var province = (await current.GetAsync(cancel)).RegionCode;
        var next = await work.CommitAsync(caller, "reference.set_rule", c => SetAsync(province, name, form, version, c), cancel);
        data.Forget();
        return next;
    }

    private async Task<int> SetAsync(string province, string name, ProvinceRuleForm form, int version, CancellationToken cancel)
    {
        var stored = await store.ReadAsync(cancel);
        Demand(Known(stored, name) ?? Known(stored, RuleNames.GeneralOf(name)) ?? throw Refused.NotFound("规则"), form);
        if (await store.VersionAsync(ReferencePart.Rules, cancel) != version)
            throw Refused.Stale();
        var own = stored.Rules.Where(rule => rule.ProvinceCode == province && rule.RuleName == name).ToList();
        var set = new ProvinceRule
        {
            ProvinceCode = province,
            RuleName = name,
            ValidFrom = form.ValidFrom,
            ValidTo = own.Where(rule => rule.ValidFrom > form.ValidFrom)
                .Select(rule => (DateOnly?)rule.ValidFrom.AddDays(-1)).Min(),
            Value = form.Value.Trim(),
            Source = form.Source?.Trim(),
        };
        var before = own.Where(
            rule => rule.ValidFrom < form.ValidFrom && (rule.ValidTo is null || rule.ValidTo >= form.ValidFrom))
            .Select(rule => rule with { ValidTo = form.ValidFrom.AddDays(-1) });
        if (RuleNarrowing.Check(set, stored.Rules) is { } wider)
            throw Refused.Invalid([wider]);
        await store.StoreAsync(ReferenceDifference.Of(stored, ReferenceSet.Empty with { Rules = [.. before, set] }), cancel);
        var next = await store.NextVersionAsync(ReferencePart.Rules, cancel);
        if (await versions.NextAsync(Entity.ProvinceRule, province, cancel) is { } ofProvince)
            work.Changed(Entity.ProvinceRule, ProvinceKey.Of(province), ofProvince);
        work.Audited(new AuditLine(Entity.ProvinceRule, null, Detail: new { set, before = own }));
        return next;
    }

    private static ProvinceRule? Known(ReferenceSet stored, string name) =>
        stored.Rules.FirstOrDefault(rule => rule.RuleName == name);

    // The value looks like the one that is there: a number stays a number, a month and day that.
    private static void Demand(ProvinceRule known, ProvinceRuleForm form)
    {
        var problems = new List<Problem>();
        var value = form.Value.Trim();
        if (value.Length is 0 or > TextLength)
            problems.Add(new Problem("bad_value", $"规则值应为 1 至 {TextLength} 字。", "value"));
        else if (Shape(known.Value) != Shape(value))
            problems.Add(new Problem("bad_value", $"规则值的写法应与现行值“{known.Value}”一致。", "value"));
        if (form.ValidFrom < Earliest || form.ValidFrom.Year > 2100)
            problems.Add(new Problem("valid_from_out_of_range", "生效日期超出范围。", "validFrom"));
        if (form.Source?.Length > TextLength)
            problems.Add(new Problem("too_long", $"依据最多{TextLength}字。", "source"));
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
    }

    private static string Shape(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? "number"
        : IsDay(value) ? "day"
        : DayWindows.IsReadable(value) ? "window"
        : "text";

    private static bool IsDay(string value) => DayPattern().IsMatch(value)
        && DateOnly.TryParseExact("2000-" + value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"^\d{2}-\d{2}\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex DayPattern();
}
