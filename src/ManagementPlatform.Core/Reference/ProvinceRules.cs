using System.Collections.Frozen;
using System.Globalization;

namespace ManagementPlatform.Core.Reference;

/// <summary>The rules that the nation sets and a province may set for itself, by day.</summary>
public sealed class ProvinceRules(IReadOnlyList<ProvinceRule> rules)
{
    public const string Nation = "000000";

    private readonly FrozenDictionary<(string Province, string Rule), ProvinceRule[]> _rules = rules
        .GroupBy(rule => (rule.ProvinceCode, rule.RuleName))
        .ToFrozenDictionary(same => same.Key, same => same.OrderByDescending(rule => rule.ValidFrom).ToArray());

    /// <summary>What holds in a province on a day: its own row, else the nation's; null when neither says anything.</summary>
    /// <param name="province">Six digits (兵团 660000), or any code inside the province.</param>
    public string? Find(string province, string name, DateOnly on) =>
        Valid(province[..2] + "0000", name, on) ?? Valid(Nation, name, on);

    /// <exception cref="InvalidOperationException">
    /// Nobody says: the reference data lack a rule that the program needs.
    /// </exception>
    public string Text(string province, string name, DateOnly on) =>
        Find(province, name, on) ?? throw new InvalidOperationException($"The reference data have no rule '{name}'.");

    /// <summary>A whole number.</summary>
    public int Number(string province, string name, DateOnly on) =>
        int.Parse(Text(province, name, on), CultureInfo.InvariantCulture);

    /// <summary>办理时限: working days of a rule that may be set for one node, or else for all of them.</summary>
    public int Days(string province, string name, DateOnly on) =>
        Number(province, Find(province, name, on) is null ? RuleNames.GeneralOf(name) : name, on);

    /// <summary>1 is yes.</summary>
    public bool Flag(string province, string name, DateOnly on) => Text(province, name, on) == "1";

    /// <summary>The rules that hold in a province on a day, its own before the nation's, by name.</summary>
    public IReadOnlyList<ProvinceRule> ValidIn(string province, DateOnly on)
    {
        var code = province[..Math.Min(2, province.Length)] + "0000";
        var names = _rules.Keys.Select(key => key.Rule).Distinct().Order(StringComparer.Ordinal);
        return [.. names.Select(name => Row(code, name, on) ?? Row(Nation, name, on)).OfType<ProvinceRule>()];
    }

    private string? Valid(string province, string name, DateOnly on) =>
        Row(province, name, on)?.Value;

    private ProvinceRule? Row(string province, string name, DateOnly on) => _rules.TryGetValue((province, name), out var rows)
        ? rows.FirstOrDefault(rule => rule.ValidFrom <= on && (rule.ValidTo is null || on <= rule.ValidTo))
        : null;
}
