namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>What really happened, seen from outside: every write, and which write it was based on.</summary>
internal sealed class Ledger
{
    private readonly List<Entry> _entries = [];
    private int _commits;

    /// <summary>Number of commits so far: the time of a backup.</summary>
    public int Commits => _commits;

    /// <returns>The stamp of a write that is not committed yet.</returns>
    public int Begin(string writer, SimRow? basis)
    {
        _entries.Add(new Entry(writer, basis?.Stamp ?? -1));
        return _entries.Count - 1;
    }

    public void Commit(SimRow row)
    {
        var entry = _entries[row.Stamp];
        entry.Commit = ++_commits;
        entry.Row = row;
    }

    /// <summary>Another center has it now: from here on it must not be lost.</summary>
    public void SeenElsewhere(SimRow row) => _entries[row.Stamp].Seen = true;

    /// <summary>A center goes back to a backup: what it wrote since is lost, unless another center has it.</summary>
    public void Restore(string center, int commits)
    {
        foreach (var entry in _entries.Where(entry => entry.Writer == center && entry.Commit > commits))
            entry.Lost = true;
    }

    /// <summary>Every write that must still be there and is the basis of none of the rows.</summary>
    public IEnumerable<SimRow> Missing(IEnumerable<SimRow> rows)
    {
        var there = new HashSet<int>();
        foreach (var row in rows)
        {
            for (var stamp = row.Stamp; stamp >= 0 && there.Add(stamp); stamp = _entries[stamp].Basis)
            {
            }
        }

        return from entry in _entries
               where entry.Row is not null && (!entry.Lost || entry.Seen) && !there.Contains(entry.Row.Stamp)
               select entry.Row;
    }

    private sealed class Entry(string writer, int basis)
    {
        public string Writer => writer;

        public int Basis => basis;

        public SimRow? Row { get; set; }

        public int Commit { get; set; }

        public bool Seen { get; set; }

        public bool Lost { get; set; }
    }
}

/// <summary>Something that must never be was seen.</summary>
internal sealed class BrokenInvariantException(string message) : Exception(message);
