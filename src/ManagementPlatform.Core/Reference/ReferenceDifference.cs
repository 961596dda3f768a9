namespace ManagementPlatform.Core.Reference;

/// <summary>What has to be added and overwritten so that a database holds what the files say.</summary>
public static class ReferenceDifference
{
    public static ReferenceChanges Of(ReferenceSet stored, ReferenceSet wanted)
    {
        var tables = Compare(stored.CodeTables, wanted.CodeTables, row => row.TableName);
        var items = Compare(stored.CodeItems, wanted.CodeItems, row => (row.TableName, row.Code));
        var regions = Compare(stored.Regions, wanted.Regions, row => row.RegionCode);
        var days = Compare(stored.Calendar, wanted.Calendar, row => row.Day, KnowsBetter);
        var rules = Compare(stored.Rules, wanted.Rules, row => (row.ProvinceCode, row.RuleName, row.ValidFrom), IsFollowed);
        return new ReferenceChanges(
            new ReferenceSet(tables.Added, items.Added, regions.Added, days.Added, rules.Added),
            new ReferenceSet(tables.Updated, items.Updated, regions.Updated, days.Updated, rules.Updated));
    }

    // A year whose holidays were announced and entered must not fall back to the provisional Monday to Friday of an older file.
    private static bool KnowsBetter(CalendarDay stored, CalendarDay wanted) => !stored.Provisional && wanted.Provisional;

    // A rule that a province has put another one after stays ended, whatever an older file says.
    private static bool IsFollowed(ProvinceRule stored, ProvinceRule wanted) =>
        stored.ValidTo is { } end && stored == wanted with { ValidTo = end };

    private static (List<T> Added, List<T> Updated) Compare<T, TKey>(
        IReadOnlyList<T> stored, IReadOnlyList<T> wanted, Func<T, TKey> key, Func<T, T, bool>? keeps = null)
        where T : class
        where TKey : notnull
    {
        var byKey = stored.ToDictionary(key);
        var (added, updated) = (new List<T>(), new List<T>());
        foreach (var row in wanted)
        {
            if (!byKey.TryGetValue(key(row), out var old))
                added.Add(row);
            else if (!old.Equals(row) && keeps?.Invoke(old, row) != true)
                updated.Add(row);
        }

        return (added, updated);
    }
}
