using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// What a province does about pupils of other provinces and about what has arrived: asks for them, opens cases, decides, takes
/// over, makes numbers final.
/// </summary>
internal static class CaseWork
{
    /// <summary>Asks the nation for a pupil of another province; people know of him from his papers.</summary>
    public static void Inquire(SimCenter province)
    {
        var pupil = province.World.Nation.Pick(row => row.Key.Entity == Entity.Student && row.Home != province.Code);
        if (pupil is not null
            && !Rows(province, Entity.PupilInquiry).Any(row => row.Home == province.Code && row.Pupil == pupil.Key))
            province.Write(3, province.NewRow(Entity.PupilInquiry) with { Pupil = pupil.Key });
    }

    public static void OpenCase(SimCenter province)
    {
        var pupil = province.Pick(row => row.Key.Entity == Entity.Student && row.Home != province.Code);
        if (pupil is null || !Rows(province, Entity.PupilInquiry).Any(row => row.Home == province.Code && row.Pupil == pupil.Key)
            || Rows(province, Entity.Case).Any(row => row.Pupil == pupil.Key && row.Home == province.Code))
        {
            return;
        }

        province.Write(3, province.NewRow(Entity.Case) with { Pupil = pupil.Key, Party = pupil.Home });
    }

    public static void Withdraw(SimCenter province)
    {
        if (province.Pick(row => row.Key.Entity == Entity.Case && !row.IsDecision && row.Home == province.Code) is { } file)
            Say(province, file, CaseState.Withdraw);
    }

    /// <returns>Whether there was anything to do.</returns>
    public static bool React(SimCenter province)
    {
        var todo = Decisions(province).Concat(Arrivals(province)).Concat(Verdicts(province)).ToList();
        if (todo.Count == 0)
            return false;
        todo[province.World.Random.Next(todo.Count)]();
        return true;
    }

    private static IEnumerable<Action> Decisions(SimCenter province) =>
        from file in Rows(province, Entity.Case)
        where !file.IsDecision && file.Party == province.Code && !HasSpoken(province, file)
        select (Action)(() => Decide(province, file));

    /// <summary>A release and the hand-over are one transaction; whoever is not the pupil's home any more refuses.</summary>
    private static void Decide(SimCenter province, SimRow file)
    {
        var pupil = province.Find(file.Pupil);
        if (pupil?.Home == province.Code && province.World.Random.Next(3) > 0)
            Say(province, file, CaseState.Release, province.NextOf(pupil) with { Home = file.Home });
        else
            Say(province, file, CaseState.Refuse);
    }

    private static void Say(SimCenter province, SimRow file, string word, params IReadOnlyList<SimRow> besides)
    {
        if (!HasSpoken(province, file))
            province.Write(2, [province.NewRow(Entity.Case) with { Parent = file.Key, Word = word }, .. besides]);
    }

    private static bool HasSpoken(SimCenter province, SimRow file) =>
        province.Disk.Rows.Values.Any(row => row.Parent == file.Key && row.Home == province.Code);

    private static IEnumerable<Action> Arrivals(SimCenter province) =>
        from pupil in Rows(province, Entity.Student)
        where (IsHere(province, pupil) && province.Find(pupil.Parent)!.Home != province.Code) || WritesTooEarly(province, pupil)
        select (Action)(() => Registry.Place(province, pupil));

    private static bool WritesTooEarly(SimCenter province, SimRow pupil) =>
        province.World.Mutant == Mutant.WritesBeforeTheHandOverArrives && pupil.Home != province.Code
        && Rows(province, Entity.Case).Any(row => row.Home == province.Code && row.Pupil == pupil.Key
            && CaseState.Of(province, row.Key) == CaseState.Release && pupil.Home == row.Party);

    private static IEnumerable<Action> Verdicts(SimCenter province) =>
        from verdict in Rows(province, Entity.NumberVerdict)
        let pupil = province.Find(verdict.Pupil)
        where pupil.State == NumberState.Pending && pupil.Number == verdict.Number && IsHere(province, pupil)
        select (Action)(() => province.Write(1, province.NextOf(pupil) with { State = verdict.State }));

    private static bool IsHere(SimCenter province, SimRow pupil) => pupil.Home == province.Code;

    private static IEnumerable<SimRow> Rows(SimCenter province, Entity entity) =>
        province.Disk.Rows.Values.Where(row => row.Key.Entity == entity && !row.Deleted);
}
