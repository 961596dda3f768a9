using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

[TestClass]
public sealed class DisciplineTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_standing_discipline_keeps_a_pupil_where_a_province_says_so_until_it_is_lifted(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var chongqing = await town.AddOtherProvinceAsync();
        var version = await VersionAsync(town);
        var (status, recorded) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, Path(town),
            new { kindCode = "02", decidedOn = "2026-09-04", reason = "多次打架" }, version);
        Assert.AreEqual(201, status, recorded.ToString());

        CollectionAssert.AreEqual(new[] { "disciplined" }, await BlockersAsync(town, chongqing.Id));
        Assert.IsEmpty(await BlockersAsync(town, TransferTown.To), "四川 has no such rule");

        var lift = $"{Path(town)}/{recorded.GetProperty("disciplineId").GetInt64()}/lift";
        var (early, _) = await LiftAsync(town, lift, "2026-09-03");
        Assert.AreEqual(400, early, "before it was decided");
        Assert.AreEqual(200, (await LiftAsync(town, lift, "2026-09-07")).Status);
        Assert.AreEqual(409, (await LiftAsync(town, lift, "2026-09-07")).Status, "once");
        Assert.IsEmpty(await BlockersAsync(town, chongqing.Id));
        var (_, all) = await town.SendAsync(Role.Leader, TransferTown.From, HttpMethod.Get, Path(town));
        Assert.AreEqual("2026-09-07", all[0].GetProperty("liftedOn").GetString(), "it stays in the record");
    }

    [TestMethod]
    public async Task Everything_wrong_with_a_discipline_is_told_at_once_and_another_schools_pupil_is_not_there()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var wrong = new { kindCode = "09", decidedOn = "2026-09-08", reason = " " };
        var (status, problem) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, Path(town), wrong, await VersionAsync(town));
        Assert.AreEqual(400, status);
        foreach (var field in new[] { "kindCode", "decidedOn", "reason" })
            Assert.IsTrue(problem.GetProperty("errors").TryGetProperty(field, out _), field);
        var right = new { kindCode = "01", decidedOn = "2026-09-04", reason = "打架" };
        Assert.AreEqual(
            404, (await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Post, Path(town), right, 1)).Status);
        Assert.AreEqual(
            412, (await town.SendAsync(Role.Registrar, TransferTown.From, HttpMethod.Post, Path(town), right, 99)).Status);
    }

    private static string Path(TransferTown town) => $"/students/{town.Pupil}/disciplines";

    private static async Task<(int Status, JsonElement Body)> LiftAsync(TransferTown town, string path, string on) => await town.SendAsync(
        Role.Registrar, TransferTown.From, HttpMethod.Post, path,
        new { liftedOn = on, reason = "表现良好" }, await VersionAsync(town));

    private static Task<int> VersionAsync(TransferTown town) =>
        town.Center.Scope.ScalarAsync<int>(
            "SELECT row_version FROM student WHERE student_id = @pupil", new { pupil = town.Pupil });

    private static async Task<string?[]> BlockersAsync(TransferTown town, long school)
    {
        var (status, outlook) = await town.SendAsync(
            Role.Registrar, school, HttpMethod.Post, "/transfers/check",
            new { keys = town.Keys, toGrade = "24", reasonCode = "02" });
        Assert.AreEqual(200, status, outlook.ToString());
        return [.. outlook.GetProperty("blockers").EnumerateArray().Select(blocker => blocker.GetProperty("code").GetString())];
    }
}
