using System.Collections.Frozen;
using System.Globalization;

namespace ManagementPlatform.Core.Reference;

/// <summary>How a province may set a rule beside the nation's.</summary>
/// <param name="IsReadable">The value can be read at all.</param>
/// <param name="Narrows">
/// The province's value, readable, against the nation's: it allows nothing that the nation does not.
/// </param>
/// <param name="Words">What a province may do, for people.</param>
public sealed record NarrowingRule(Func<string, bool> IsReadable, Func<string, string, bool> Narrows, string Words);

/// <summary>
/// A province's rule may only narrow the nation's (docs/rules.md §1.6: the narrower window wins). Rules that are not here the
/// nation leaves to the provinces.
/// </summary>
public static class RuleNarrowing
{
    private const char Bar = '|';

    private static readonly NarrowingRule
        Window = new(DayWindows.IsReadable, DayWindows.IsInside, "只能在国家规定的办理期之内"),
        AtMost = new(IsCount, (own, nation) => Count(own) <= Count(nation), "不能大于国家规定"),
        OnlyOn = new(IsFlag, (own, nation) => own == "1" || own == nation, "国家要求的不能取消"),
        OnlyOff = new(IsFlag, (own, nation) => own == "0" || own == nation, "国家禁止的不能放开"),
        More = new(IsList, (own, nation) => nation.Split(Bar).ToHashSet().IsSubsetOf(own.Split(Bar)), "须包含国家规定的各项"),
        Terms = new(IsTerms, More.Narrows, More.Words);

    private static readonly FrozenDictionary<string, NarrowingRule> Table = new Dictionary<string, NarrowingRule>
    {
        [RuleNames.TransferWindow] = Window,
        [RuleNames.CrossProvinceAdmissionWindow] = Window,
        [RuleNames.PromotionWindow] = Window,
        [RuleNames.TransferWorkingDays] = AtMost,
        [RuleNames.CaseWorkingDays] = AtMost,
        [RuleNames.DeathReportWorkingDays] = AtMost,
        [RuleNames.ArchiveDeadlineMonths] = AtMost,
        [RuleNames.TransferMaxClassSize] = AtMost,
        [RuleNames.TransferProvinceStep] = OnlyOn,
        [RuleNames.TransferSameGradeOnly] = OnlyOn,
        [RuleNames.TransferBlockedByDiscipline] = OnlyOn,
        [RuleNames.TransferBlockedStatuses] = More,
        [RuleNames.TransferBlockedTerms] = Terms,
        ["withdrawal_allowed_compulsory"] = OnlyOff,
        ["expulsion_allowed_compulsory"] = OnlyOff,
    }.ToFrozenDictionary();

    /// <summary>What is wrong with a rule, beside all that hold with it; null when nothing is.</summary>
    /// <param name="rules">
    /// The nation's rows among them count on the days on which both hold; where it says nothing, anything narrows it.
    /// </param>
    public static Problem? Check(ProvinceRule rule, IEnumerable<ProvinceRule> rules)
    {
        var general = RuleNames.GeneralOf(rule.RuleName);
        if (!Table.TryGetValue(general, out var narrowing))
            return null;
        if (!narrowing.IsReadable(rule.Value))
            return new Problem("bad_value", $"规则 {rule.RuleName} 的值“{rule.Value}”写法不正确。", "value");
        if (rule.ProvinceCode == ProvinceRules.Nation)
            return null;
        var wider = rules.FirstOrDefault(nation => nation.ProvinceCode == ProvinceRules.Nation
            && (nation.RuleName == rule.RuleName || nation.RuleName == general) && Overlap(nation, rule)
            && narrowing.IsReadable(nation.Value) && !narrowing.Narrows(rule.Value, nation.Value));
        return wider is null ? null : new Problem(
            "wider_than_nation",
            $"{rule.ProvinceCode} 的规则 {rule.RuleName} 只能比国家规定更严：{narrowing.Words}（国家：{wider.Value}，本省：{rule.Value}）。",
            "value");
    }

    private static bool Overlap(ProvinceRule a, ProvinceRule b) =>
        (a.ValidTo is not { } aEnd || b.ValidFrom <= aEnd) && (b.ValidTo is not { } bEnd || a.ValidFrom <= bEnd);

    private static bool IsFlag(string value) => value is "0" or "1";

    private static bool IsCount(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;

    private static int Count(string value) => int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsList(string value) =>
        value.Split(Bar).All(item => item.Length > 0 && item.All(char.IsAsciiLetterOrDigit));

    private static bool IsTerms(string value) =>
        value.Split(Bar).All(term => term is "starting_first" or "graduating" or "graduating_last");
}
