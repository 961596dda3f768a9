namespace ManagementPlatform.Etl.Students;

/// <summary>Which line of the table each pupil came from, so that a later row for him is told its twin.</summary>
internal sealed class StoredRows
{
    private readonly List<(long[] Pupils, int[] Lines)> _batches = [];

    public void Add(IReadOnlyList<(long Pupil, int Line)> stored)
    {
        if (stored.Count == 0)
            return;
        var sorted = stored.OrderBy(s => s.Pupil).ToList();
        _batches.Add(([.. sorted.Select(s => s.Pupil)], [.. sorted.Select(s => s.Line)]));
    }

    /// <summary>The line; null for a pupil of whom there was none yet.</summary>
    public int? LineOf(long pupil)
    {
        foreach (var (pupils, lines) in _batches)
        {
            if (pupil < pupils[0] || pupil > pupils[^1])
                continue;
            var at = Array.BinarySearch(pupils, pupil);
            if (at >= 0)
                return lines[at];
        }

        return null;
    }
}
