namespace ManagementPlatform.Etl.Generation;

/// <summary>Items of which some are drawn more often than others.</summary>
public sealed class WeightedList<T>
{
    private readonly T[] _items;

    // The item for each position, scaled so that a draw is one look-up; rounding moves no share by more than 1/4096.
    private readonly ushort[] _slots;

    /// <param name="items">At least one, at most 65,535; weights are relative and not negative.</param>
    public WeightedList(IEnumerable<(T Item, long Weight)> items)
    {
        var all = items.Where(i => i.Weight > 0).ToArray();
        _items = [.. all.Select(i => i.Item)];
        if (_items.Length == 0)
            throw new ArgumentException("A weighted list needs an item.", nameof(items));

        var size = 4096;
        while (size < _items.Length * 8)
            size *= 2;
        var counts = Apportionment.Split(size, [.. all.Select(i => i.Weight)]);
        _slots = [.. counts.SelectMany((count, index) => Enumerable.Repeat((ushort)index, (int)count))];
    }

    public IReadOnlyList<T> Items => _items;

    public T Draw(Pcg random) => _items[_slots[random.Below(_slots.Length)]];
}
