using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>The chain of every route, walked to the end over HTTP; what each side sees of it.</summary>
[TestClass]
public sealed class TransferRouteTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Inside_a_county_the_common_bureau_decides_once(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var school = await town.AddNeighbourAsync();
        var caseId = await town.SubmitAsync(by: school.Id);

        await town.MovesAsync(caseId, Role.Leader, school.Id, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, school.Id, "已办结", school.ClassId);

        await AssertMovedAsync(town, school);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Across_cities_both_counties_decide(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var school = await town.AddOtherCityAsync();
        var caseId = await town.SubmitAsync(by: school.Id);
        Assert.AreEqual(
            "AcrossCities", (await town.CaseAsync(caseId, school.Id)).GetProperty("content").GetProperty("route").GetString());

        await town.MovesAsync(caseId, Role.Leader, school.Id, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, school.Bureau, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, school.Id, "已办结", school.ClassId);

        await AssertMovedAsync(town, school);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Out_of_a_province_that_has_a_step_of_its_own_its_department_decides_last(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var school = await town.AddOtherProvinceAsync();
        var caseId = await town.SubmitAsync(by: school.Id);

        await town.MovesAsync(caseId, Role.Leader, school.Id, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, school.Bureau, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待转出省级核办");
        var (early, _) = await town.DecideAsync(caseId, Role.Registrar, school.Province);
        Assert.AreEqual(403, early, "重庆 sees the case, but 四川 holds it");
        await town.MovesAsync(caseId, Role.Registrar, TestSchool.Province, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, school.Id, "已办结", school.ClassId);

        await AssertMovedAsync(town, school);
    }

    [TestMethod]
    public async Task Into_a_province_that_has_a_step_of_its_own_its_department_decides_before_the_other_side_is_asked()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var school = await town.AddOtherProvinceAsync();
        await town.SetPupilAsync($"school_id = {school.Id}, class_id = {school.ClassId}, county_id = {school.Bureau}");
        var caseId = await town.SubmitAsync();

        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转入省级核办");
        await town.MovesAsync(caseId, Role.Registrar, TestSchool.Province, "待转出学校核办");
        Assert.AreEqual(
            school.Id,
            (await town.CaseAsync(caseId, TransferTown.To)).GetProperty("heldBy").GetProperty("organizationId").GetInt64());
    }

    private static async Task AssertMovedAsync(TransferTown town, TownSchool school)
    {
        var of = new { pupil = town.Pupil };
        Assert.AreEqual(
            school.ClassId,
            await town.Center.Scope.ScalarAsync<long>("SELECT class_id FROM student WHERE student_id = @pupil", of));
        Assert.AreEqual(school.Id, await town.Center.Scope.ScalarAsync<long>("SELECT school_id FROM enrollment WHERE student_id = @pupil AND ended_on IS NULL", of));
    }
}
