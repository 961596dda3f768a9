using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>What must be true when everything has come to rest.</summary>
internal static class Invariants
{
    private static readonly Func<World, string?>[] All =
    [
        NothingWaits, PositionsAgree, HomesAgree, PupilsHaveOneHome, KeysAreUnique, NumbersHaveOneHolder,
        NumbersAreJudged, CasesAgree, NothingIsGone, NothingGaveWayWithoutARestore, ReferenceIsEverywhere,
    ];

    /// <returns>The first that does not hold; null when all do.</returns>
    public static string? Check(World world) =>
        All.Select(invariant => invariant(world)).FirstOrDefault(wrong => wrong is not null);

    private static string? NothingWaits(World world) => First(
        from center in world.Centers
        let disk = center.Disk
        let lines = disk.Unrouted.Count + disk.Waiting.Values.Sum(channel => channel.Count)
        where lines > 0 || disk.ToTakeBack.Count > 0 || disk.Quarantine.Values.Any(waiting => !MayStay(center, waiting))
        select $"In {center} {lines} lines wait, quarantine: {string.Join("; ", disk.Quarantine.Values)}");

    /// <summary>
    /// A school that is gone stays where old copies of pupils refer to it that are not sent there any more. And of a transaction
    /// that was half sent when its center had to go back to a backup, the half that arrived waits at both ends for somebody to
    /// look.
    /// </summary>
    private static bool MayStay(SimCenter center, Quarantined waiting) => waiting.Reason == "children"
        ? !center.IsNation && waiting.Row.Home != center.Code
        : center.World.WasRestored && waiting.Reason is "parent" or "contested"
            && (center.IsNation ? center.World.Provinces : [center.World.Nation]).Any(other => HoldsApart(other, waiting.Row));

    private static bool HoldsApart(SimCenter center, SimRow row) =>
        center.Disk.SetAside.Contains(row) || center.Disk.Quarantine.Values.Any(waiting => waiting.Row == row);

    private static string? PositionsAgree(World world) => First(
        from province in world.Provinces
        from channel in new[] { Channel.Up(province.Code), Channel.Down(province.Code) }
        let sender = world.Center(channel.From).Disk
        let made = sender.SentOn(channel).Values.LastOrDefault()?.Bundle?.Head.Position ?? Position.Start
        let known = sender.Acknowledged.GetValueOrDefault(channel, Position.Start)
        let there = world.Center(channel.To).Disk.AppliedOn(channel)
        where made != known || known != there
        select $"{channel}: made {made.Number}, acknowledged {known.Number}, applied {there.Number}");

    /// <summary>Nation and home agree on every row, and no copy is newer.</summary>
    private static string? HomesAgree(World world) => First(
        from center in world.Centers
        from row in center.Disk.Rows.Values
        let here = world.Center(row.Home).Find(row.Key)
        let ofNation = world.Nation.Find(row.Key)
        where row.Home == center.Code ? ofNation != row
            : center.IsNation ? here != row
            : ofNation is null || row.Version > ofNation.Version || (row.Version == ofNation.Version && row != ofNation)
        select $"{center} has {row}; home has {here}; nation has {ofNation}");

    private static string? PupilsHaveOneHome(World world) => First(
        from pupil in world.Nation.Disk.Rows.Values
        where pupil.Key.Entity == Entity.Student
        let homes = world.Centers.Where(center => center.Find(pupil.Key)?.Home == center.Code).ToList()
        where homes.Count != 1 || homes[0].Code != pupil.Home
        select $"{pupil} is at home in {homes.Count}: {string.Join(' ', homes)}");

    private static string? KeysAreUnique(World world) => First(
        from row in world.Nation.Disk.Rows.Values
        where row.ChildKey != 0
        group row by row.ChildKey into owners
        where owners.Count() > 1
        select $"Key {owners.Key} is below {string.Join(" and ", owners)}");

    private static string? NumbersHaveOneHolder(World world) => First(
        from center in world.Provinces
        from pupil in center.Disk.Rows.Values
        where pupil is { Key.Entity: Entity.Student, State: NumberState.Final } && pupil.Home == center.Code
        group pupil by pupil.Number into holders
        where holders.Count() > 1
        select $"Number {holders.Key} is final for {string.Join(" and ", holders)}");

    private static string? NumbersAreJudged(World world) => First(
        from center in world.Provinces
        from pupil in center.Disk.Rows.Values
        where pupil is { Key.Entity: Entity.Student, State: NumberState.Pending } && pupil.Home == center.Code
        select $"{pupil} still has no verdict");

    private static string? CasesAgree(World world) => First(
        from file in world.Nation.Disk.Rows.Values
        where file.Key.Entity == Entity.Case && !file.IsDecision
        let shown = world.Centers.Where(center => center.Find(file.Key) is not null)
            .Select(center => (Center: center, State: CaseState.Of(center, file.Key))).ToList()
        where shown.DistinctBy(one => one.State).Count() != 1 || shown.Count < 3
        select $"{file}: {string.Join(", ", shown)}");

    private static string? NothingIsGone(World world) => First(
        from row in world.Ledger.Missing(
            from center in world.Centers
            from row in center.Disk.Rows.Values.Where(row => row.Home == center.Code)
                .Concat(center.Disk.SetAside).Concat(center.Disk.Quarantine.Values.Select(waiting => waiting.Row))
            select row)
        select $"Gone: {row}");

    private static string? NothingGaveWayWithoutARestore(World world) => First(
        from center in world.Centers
        from row in center.Disk.SetAside
        where !world.WasRestored
        select $"{center} set aside {row}");

    private static string? ReferenceIsEverywhere(World world) => First(
        from row in world.Nation.Disk.Rows.Values
        where row.Key.Entity is Entity.CodeTable or Entity.School
        from province in world.Provinces
        where province.Find(row.Key) != row && !province.Disk.Quarantine.Values.Any(waiting => waiting.Row == row)
        select $"{province} has {province.Find(row.Key)} instead of {row}");

    private static string? First(IEnumerable<string> wrong) => wrong.FirstOrDefault();
}
