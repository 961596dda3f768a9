namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// What a restored center does with a batch that it once sent: the rows as the others have them take the place of what was
/// written here since, which is set aside.
/// </summary>
internal static class TakingBack
{
    public static void Run(SimCenter center, SimBundle own)
    {
        var (disk, channel) = (center.Disk, own.Head.Channel);
        if (disk.SentOn(channel).Count != own.Head.Number - 1)
            throw new BusyException();
        center.World.Changed(center, $"takes back {own}");
        if (center.World.Mutant != Mutant.GivesKeysOutAgain)
            disk.NextKey = Math.Max(disk.NextKey, own.Head.NextKey);
        disk.SentOn(channel).Add(own.Head.Number, new CutBatch(own.Head.Number, [], own));
        disk.Acknowledged[channel] = own.Head.Position;
        foreach (var (row, _) in own.Content)
            MakeWay(center, row);
        Merge.Run(center, channel.To, own.Content.Where(shipped => !LivesOn(center, shipped.Row)), isReplay: true);
        foreach (var (row, _) in own.Content)
            GiveNewKeys(center, row);
    }

    /// <summary>
    /// Whether a row was written here since and no other center has it: it gives way to the one that is taken back, whatever its
    /// version. The row may name another home by now: a hand-over that nobody has received is one of these too. The nation, which
    /// is told the same row by several provinces, writes nothing before it has taken back everything, so for it the newer version
    /// is the right one.
    /// </summary>
    public static bool GivesWay(SimCenter center, SimRow? local, SimRow arrived) =>
        local is not null && !center.IsNation && local.Stamp != arrived.Stamp && center.Disk.IsUnsent(local.Key);

    /// <summary>A row that was deleted stays when others have come to refer to it since; it is written again above the deletion,
    /// without its natural key, which may have been given on.</summary>
    private static bool LivesOn(SimCenter center, SimRow arrived)
    {
        if (!arrived.Deleted || arrived.Home != center.Code || center.Find(arrived.Key) is not { Deleted: false } local
            || !center.Disk.Rows.Values.Any(row => row.Parent == arrived.Key && !row.Deleted && center.Disk.IsUnsent(row.Key)))
        {
            return false;
        }

        center.Disk.SetAside.Add(arrived);
        center.WriteNow(center.NextOf(local) with { Version = Math.Max(local.Version, arrived.Version) + 1, Code = null });
        return true;
    }

    /// <summary>A natural key that was given to another row since goes back to the row that had it.</summary>
    private static void MakeWay(SimCenter center, SimRow arrived)
    {
        Revive(center, center.Find(arrived.Parent));
        if (arrived.Code is null || arrived.Deleted)
            return;
        foreach (var rival in center.Disk.Rows.Values.Where(row => row.Code == arrived.Code && !row.Deleted && row.Key != arrived.Key).ToList())
        {
            if (rival.Home == center.Code && center.Disk.IsUnsent(rival.Key))
                center.WriteNow(center.NextOf(rival) with { Code = null });
        }
    }

    /// <summary>A row that was deleted here since is needed again; the other center has it still.</summary>
    private static void Revive(SimCenter center, SimRow? parent)
    {
        if (parent is not { Deleted: true } || parent.Home != center.Code || !center.Disk.IsUnsent(parent.Key))
            return;
        center.Disk.SetAside.Add(parent);
        center.WriteNow(center.NextOf(parent) with { Deleted = false });
    }

    /// <summary>Rows below an aggregate that were written here since get new keys where theirs had been given before.</summary>
    private static void GiveNewKeys(SimCenter center, SimRow arrived)
    {
        if (arrived.ChildKey == 0 || center.IsNation)
            return;
        foreach (var rival in center.Disk.Rows.Values.Where(row => row.ChildKey == arrived.ChildKey && row.Key != arrived.Key).ToList())
            center.WriteNow(center.NextOf(rival) with { ChildKey = center.NewKey() });
    }
}
