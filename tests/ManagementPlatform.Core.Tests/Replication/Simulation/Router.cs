using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>What the nation does with what has arrived: sends it on, issues verdicts, answers inquiries.</summary>
internal static class Router
{
    /// <param name="from">Null when the nation has taken it back.</param>
    public static void Arrived(SimCenter nation, SimRow? before, SimRow row, string? from)
    {
        var oldHome = before?.Home ?? from;
        if (row.Key.Entity == Entity.Student && oldHome is not null && oldHome != row.Home)
            nation.Disk.Interest.Add((row.Key, oldHome));
        if (from is not null || nation.World.Mutant != Mutant.DoesNotRouteWhatItTakesBack)
            nation.Log(new Line(nation.Disk.NextLine++, row.Key, from));
    }

    public static void Route(SimCenter nation, int most)
    {
        foreach (var line in nation.Disk.Unrouted.Values.Take(most).ToList())
        {
            nation.Disk.Unrouted.Remove(line.Id);
            var row = nation.Disk.Rows[line.Key];
            FanOut(nation, row, line.Origin);
            if (row.Key.Entity == Entity.Student && line.Origin == row.Home)
                nation.Disk.Interest.RemoveWhere(interest => interest.Pupil == row.Key);
            else if (row.Key.Entity == Entity.Student && nation.World.Mutant != Mutant.LeavesVerdictsBehind)
                About(nation, row).ForEach(verdict => FanOut(nation, verdict, Channel.Nation));
        }
    }

    /// <summary>
    /// 核重: whoever comes first has the number. A restored nation waits until it has all its verdicts back, those in quarantine
    /// too.
    /// </summary>
    public static void Issue(SimCenter nation)
    {
        var misses = nation.Disk.ToTakeBack.Count > 0 || nation.Disk.Quarantine.Values.Any(waiting => waiting.IsReplay);
        if (misses && nation.World.Mutant != Mutant.IssuesBeforeItHasTakenBack)
            return;
        var verdicts = nation.Disk.Rows.Values.Where(row => row.Key.Entity == Entity.NumberVerdict).ToList();
        var judged = verdicts.Select(row => (row.Pupil, row.Number)).ToHashSet();
        var held = verdicts.Where(row => row.State == NumberState.Final).Select(row => row.Number).ToHashSet();
        foreach (var pupil in nation.Disk.Rows.Values.Where(row => row.Key.Entity == Entity.Student).ToList())
        {
            if (!judged.Contains((pupil.Key, pupil.Number)))
                nation.WriteNow(Verdict(nation, pupil, held.Add(pupil.Number) ? NumberState.Final : NumberState.Duplicate));
        }
    }

    /// <summary>Whoever has asked for a pupil is sent him.</summary>
    public static void Answer(SimCenter nation)
    {
        var disk = nation.Disk;
        foreach (var inquiry in disk.Rows.Values.Where(row => row.Key.Entity == Entity.PupilInquiry).ToList())
        {
            if (nation.Find(inquiry.Pupil) is null || !disk.Answered.Add(inquiry.Key))
                continue;
            nation.World.Changed(nation, $"answers {inquiry}");
            nation.Log(new Line(disk.NextLine++, inquiry.Pupil!.Value, Channel.Nation));
        }
    }

    private static void FanOut(SimCenter nation, SimRow row, string? origin)
    {
        var routed = new RoutedAggregate(row.Key.Entity, row.Home, Concerned(nation, row));
        var destinations = Destinations.Of(routed, origin, nation.World.Provinces.Select(province => province.Code));
        nation.World.Changed(nation, $"routes {row} of {origin} to {string.Join(' ', destinations)}");
        foreach (var province in destinations)
        {
            var id = nation.Disk.NextLine++;
            nation.Disk.WaitingOn(Channel.Down(province)).Add(id, new Line(id, row.Key, origin));
        }
    }

    private static HashSet<string> Concerned(SimCenter nation, SimRow row) => row.Key.Entity switch
    {
        Entity.NumberVerdict => [nation.Find(row.Pupil)!.Home],
        Entity.Case when row.IsDecision => Concerned(nation, nation.Find(row.Parent)!),
        Entity.Case => [row.Home, row.Party!],
        Entity.Student => Interested(nation, row.Key),
        _ => [],
    };

    private static HashSet<string> Interested(SimCenter nation, RowKey pupil)
    {
        var centers = nation.Disk.Interest.Where(interest => interest.Pupil == pupil)
            .Select(interest => interest.Center).ToHashSet();
        foreach (var row in nation.Disk.Rows.Values.Where(row => row.Pupil == pupil))
        {
            if (row.Key.Entity == Entity.PupilInquiry)
                centers.Add(row.Home);
            else if (row.Key.Entity == Entity.Case && CaseState.Of(nation, row.Key) == CaseState.Running)
                centers.UnionWith([row.Home, row.Party!]);
        }

        return centers;
    }

    private static List<SimRow> About(SimCenter nation, SimRow pupil) =>
        [.. nation.Disk.Rows.Values.Where(row => Destinations.GoesAlong(row.Key.Entity) && row.Pupil == pupil.Key)];

    private static SimRow Verdict(SimCenter nation, SimRow pupil, NumberState state) =>
        nation.NewRow(Entity.NumberVerdict) with { Parent = pupil.Key, Pupil = pupil.Key, Number = pupil.Number, State = state };
}
