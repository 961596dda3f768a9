using System.Globalization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>A center: its disk, and its program that can be stopped and started.</summary>
internal sealed class SimCenter(World world, string code)
{
    private const long KeysOfACenter = 10_000_000_000_000;

    /// <summary>Whoever writes schools holds it, so that no two open transactions take the same code.</summary>
    private static readonly RowKey Codes = new(Entity.School, -1);

    private SimDisk? _backup;
    private int _backupAt;

    public World World => world;

    public string Code => code;

    public bool IsNation => code == Channel.Nation;

    public SimDisk Disk { get; private set; } = new();

    public Life Life { get; private set; } = new();

    /// <summary>Rows that an open transaction has locked.</summary>
    public HashSet<RowKey> Locked { get; } = [];

    /// <summary>Channels that a job works on.</summary>
    public HashSet<Channel> Leases { get; } = [];

    public long ClockSkew { get; set; }

    /// <summary>It was restored and has not met the other end since; people know, the program finds out.</summary>
    public bool IsBehind { get; set; }

    public Task TurnAsync(Life life, int ticks = 0) => world.Scheduler.TurnAsync(life, ticks);

    public void Stop()
    {
        Life.End();
        Life = new Life();
        Locked.Clear();
        Leases.Clear();
    }

    public void BackUp()
    {
        _backup = Disk.Copy();
        _backupAt = world.Ledger.Commits;
    }

    public void Restore()
    {
        Stop();
        Disk = _backup!.Copy();
        if (IsNation)
            Disk.ToTakeBack.UnionWith(world.Provinces.Select(province => Channel.Down(province.Code)));
        IsBehind = true;
        world.WasRestored = true;
        world.Ledger.Restore(code, _backupAt);
    }

    public SimRow NewRow(Entity entity)
    {
        RowKey key;
        do
            key = new RowKey(entity, NewKey());
        while (Disk.Rows.ContainsKey(key));
        return new SimRow(key, 1, code, world.Ledger.Begin(code, null)) { WrittenAt = world.Scheduler.Now + ClockSkew };
    }

    /// <summary>A key that no other center gives; rows below an aggregate have such keys too.</summary>
    public long NewKey() => (int.Parse(code, CultureInfo.InvariantCulture) * KeysOfACenter) + Disk.NextKey++;

    /// <summary>The row as it will be after the next write of it.</summary>
    public SimRow NextOf(SimRow row) => row with
    {
        Version = row.Version + 1,
        Stamp = world.Ledger.Begin(code, row),
        WrittenAt = world.Scheduler.Now + ClockSkew,
    };

    /// <summary>Writes rows in one transaction, which commits some time later; lines of the log get their numbers now.</summary>
    /// <returns>False when somebody else has one of them locked.</returns>
    public bool Write(int ticks, params IReadOnlyList<SimRow> rows)
    {
        var touched = rows.Select(row => row.Key).Concat(rows.Select(row => row.Parent).OfType<RowKey>()).ToHashSet();
        if (rows.Any(row => row.Key.Entity == Entity.School))
            touched.Add(Codes);
        if (touched.Overlaps(Locked))
            return false;
        var lines = rows.Select(row => new Line(Disk.NextLine++, row.Key, code)).ToList();
        Locked.UnionWith(touched);
        world.Start(this, async life =>
        {
            await TurnAsync(life, ticks);
            Locked.ExceptWith(touched);
            foreach (var (row, line) in rows.Zip(lines))
                Commit(row, line);
        });
        return true;
    }

    public void WriteNow(SimRow row) => Commit(row, new Line(Disk.NextLine++, row.Key, code));

    private void Commit(SimRow row, Line line)
    {
        world.Changed(this, $"writes {row} line {line.Id}");
        world.Ledger.Commit(row);
        Disk.Rows[row.Key] = row;
        Log(line);
        CaseState.Remember(Disk, row);
    }

    public void Log(Line line)
    {
        if (IsNation)
            Disk.Unrouted.Add(line.Id, line);
        else
            Disk.WaitingOn(Channel.Up(code)).Add(line.Id, line);
    }

    /// <summary>A channel says that this center was restored: what it had sent has to be taken back.</summary>
    public void HearsOf(ChannelBrokenException error)
    {
        world.Trace?.Add($"{code}: {error.Code} on {error.Channel}");
        var isRecovery = Disk.ToTakeBack.Contains(error.Channel) || (error.Code == "sender_restored" && world.WasRestored);
        if (!isRecovery)
            throw new BrokenInvariantException($"{error.Channel} broke at {code}: {error.Code} {error.Message}");
        if (error.Channel.From == code && error.Code == "sender_restored")
            Disk.ToTakeBack.Add(error.Channel);
    }

    /// <summary>A row drawn among those that fit; null when none does.</summary>
    public SimRow? Pick(Func<SimRow, bool> fits)
    {
        var all = Disk.Rows.Values.Where(fits).ToList();
        return all.Count == 0 ? null : all[world.Random.Next(all.Count)];
    }

    public SimRow? Find(RowKey? key) => key is { } one ? Disk.Rows.GetValueOrDefault(one) : null;

    public override string ToString() => code;
}
