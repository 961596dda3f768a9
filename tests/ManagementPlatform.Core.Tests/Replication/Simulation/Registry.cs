using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>What people do in a province: schools and pupils are written, changed, deleted, moved.</summary>
internal static class Registry
{
    private static readonly Action<SimCenter>[] Acts =
    [
        CreateSchool, EditSchool, DeleteSchool, RecreateSchool, SwapCodes, TakeOverCode,
        Register, Register, Register, EditPupil, EditPupil, CorrectNumber, HandOver, HandOver, HandOver,
    ];

    public static void DoSomething(SimCenter province) => Acts[province.World.Random.Next(Acts.Length)](province);

    public static void CreateSchool(SimCenter province)
    {
        var code = FreeCode(province);
        if (code is not null)
            province.Write(Ticks(province), province.NewRow(Entity.School) with { Code = code });
    }

    public static SimRow? OwnSchool(SimCenter province) => province.Pick(row => IsOwn(province, row, Entity.School));

    /// <summary>A pupil who has just come from elsewhere gets a school.</summary>
    public static void Place(SimCenter province, SimRow pupil)
    {
        if (OwnSchool(province) is { } school)
            Write(
                province,
                province.NextOf(pupil) with { Parent = school.Key, Home = province.Code, ChildKey = province.NewKey() });
        else
            CreateSchool(province);
    }

    private static void EditSchool(SimCenter province)
    {
        if (OwnSchool(province) is { } school)
            Write(province, province.NextOf(school));
    }

    private static void DeleteSchool(SimCenter province)
    {
        if (OwnSchool(province) is { } school && CanGo(province, school))
            Write(province, province.NextOf(school) with { Deleted = true, Code = null });
    }

    private static void RecreateSchool(SimCenter province)
    {
        var gone = province.Pick(row => row is { Deleted: true, Key.Entity: Entity.School } && row.Home == province.Code);
        if (gone is null || FreeCode(province) is not { } code)
            return;
        var again = province.NextOf(gone) with { Deleted = false, Code = code };
        Write(province, province.World.Mutant == Mutant.StartsAgainAtVersionOne ? again with { Version = 1 } : again);
    }

    private static void SwapCodes(SimCenter province)
    {
        if (OwnSchool(province) is { } one && OwnSchool(province) is { } other && one != other)
            Write(province, province.NextOf(one) with { Code = other.Code }, province.NextOf(other) with { Code = one.Code });
    }

    /// <summary>One school goes and another gets its code.</summary>
    private static void TakeOverCode(SimCenter province)
    {
        if (OwnSchool(province) is { } one && CanGo(province, one) && OwnSchool(province) is { } other && one != other)
            Write(
                province, province.NextOf(one) with { Deleted = true, Code = null },
                province.NextOf(other) with { Code = one.Code });
    }

    private static void Register(SimCenter province)
    {
        if (OwnSchool(province) is { } school)
            Write(province, province.NewRow(Entity.Student) with { Parent = school.Key, Number = SomeNumber(province), ChildKey = province.NewKey() });
    }

    private static void EditPupil(SimCenter province)
    {
        if (OwnPupil(province) is { } pupil)
            Place(province, pupil);
    }

    private static void CorrectNumber(SimCenter province)
    {
        if (OwnPupil(province) is { } pupil)
            Write(province, province.NextOf(pupil) with { Number = SomeNumber(province), State = NumberState.Pending });
    }

    /// <summary>调档: the last write of the old home.</summary>
    private static void HandOver(SimCenter province)
    {
        var others = province.World.Provinces.Where(other => other != province).ToList();
        if (OwnPupil(province) is { } pupil)
            Write(province, province.NextOf(pupil) with { Home = others[province.World.Random.Next(others.Count)].Code });
    }

    private static void Write(SimCenter province, params IReadOnlyList<SimRow> rows) => province.Write(Ticks(province), rows);

    private static int Ticks(SimCenter province) => province.World.Network.IsHealthy ? 0 : province.World.Random.Next(15);

    private static SimRow? OwnPupil(SimCenter province) => province.Pick(row => IsOwn(province, row, Entity.Student));

    private static bool IsOwn(SimCenter province, SimRow row, Entity entity) =>
        row.Key.Entity == entity && row.Home == province.Code && !row.Deleted && !province.Locked.Contains(row.Key);

    /// <summary>Nothing refers to it.</summary>
    private static bool CanGo(SimCenter province, SimRow school) =>
        !province.Disk.Rows.Values.Any(row => row.Parent == school.Key && !row.Deleted);

    private static string? FreeCode(SimCenter province)
    {
        var code = $"{province.Code}-{province.World.Random.Next(12)}";
        return province.Disk.Rows.Values.Any(row => row.Code == code) ? null : code;
    }

    private static string SomeNumber(SimCenter province) => $"G{province.World.Random.Next(25)}";
}
