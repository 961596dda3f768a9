using System.Collections.Frozen;
using System.Globalization;

namespace ManagementPlatform.Core.Reference;

/// <summary>The rules that the nation sets and a province may set for itself, by day.</summary>
public sealed class ProvinceRules(IEnumerable<ProvinceRule> rules)
{
    private const string Nation = "000000";

    private readonly FrozenDictionary<(string Province, string Rule), ProvinceRule[]> _rules = rules
        .GroupBy(rule => (rule.ProvinceCode, rule.RuleName))
        .ToFrozenDictionary(same => same.Key, same => same.OrderByDescending(rule => rule.ValidFrom).ToArray());

    /// <summary>What holds in a province on a day: its own row, else the nation's; null when neither says anything.</summary>
    /// <param name="province">Six digits (兵团 660000), or any code inside the province.</param>
    public string? Find(string province, string name, DateOnly on) =>
        Valid(province[..2] + "0000", name, on) ?? Valid(Nation, name, on);

    /// <exception cref="InvalidOperationException">Nobody says: the reference data lack a rule that the program needs.</exception>
    public string Text(string province, string name, DateOnly on) =>
        Find(province, name, on) ?? throw new InvalidOperationException($"The reference data have no rule '{name}'.");

    /// <summary>A whole number.</summary>
    public int Number(string province, string name, DateOnly on) =>
        int.Parse(Text(province, name, on), CultureInfo.InvariantCulture);

    /// <summary>1 is yes.</summary>
    public bool Flag(string province, string name, DateOnly on) => Text(province, name, on) == "1";

    private string? Valid(string province, string name, DateOnly on) =>
        _rules.TryGetValue((province, name), out var rules)
            ? rules.FirstOrDefault(rule => rule.ValidFrom <= on && (rule.ValidTo is null || on <= rule.ValidTo))?.Value
            : null;
}
