using System.Collections.Frozen;

namespace ManagementPlatform.Core.Reference;

/// <summary>The reference data as they stood when they were read. Immutable: one use case works with one snapshot.</summary>
public sealed class ReferenceSnapshot(ReferenceSet set, Pinyin pinyin)
{
    private readonly FrozenDictionary<string, CodeTable> _tables = Tables(set);

    public IEnumerable<CodeTable> CodeTables => _tables.Values.OrderBy(table => table.Row.TableName, StringComparer.Ordinal);

    public RegionTree Regions { get; } = new(set.Regions);

    public ProvinceRules Rules { get; } = new(set.Rules);

    public WorkingDayCalendar Calendar { get; } = new(set.Calendar);

    public Pinyin Pinyin => pinyin;

    public CodeTable? FindTable(string name) => _tables.GetValueOrDefault(name);

    /// <param name="name">One of <see cref="CodeTableNames"/>.</param>
    /// <exception cref="InvalidOperationException">The reference data were not loaded.</exception>
    public CodeTable Table(string name) =>
        FindTable(name) ?? throw new InvalidOperationException($"The reference data have no code table '{name}': run mp init.");

    private static FrozenDictionary<string, CodeTable> Tables(ReferenceSet set)
    {
        var items = set.CodeItems.ToLookup(item => item.TableName);
        return set.CodeTables.ToFrozenDictionary(row => row.TableName, row => new CodeTable(row, items[row.TableName]));
    }
}

/// <summary>The reference data of this center, kept in memory.</summary>
public interface IReferenceData
{
    /// <summary>The current snapshot. Another node's load shows within a minute, this one's at once.</summary>
    ValueTask<ReferenceSnapshot> GetAsync(CancellationToken cancel);

    /// <summary>Read again next time; called after this process has loaded or changed something.</summary>
    void Forget();
}
