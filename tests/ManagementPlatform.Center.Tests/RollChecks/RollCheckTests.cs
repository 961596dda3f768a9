using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.RollChecks;

[TestClass]
public sealed class RollCheckTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Class_by_class_is_signed_then_the_school_and_the_bureau_sees_how_far_it_is_and_what_was_found(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (second, missing) = (await town.School.AddClassAsync("24", 2), await town.School.AddPupilAsync(town.FromClass, "24"));

        var (_, sheet) = await SheetAsync(town);
        Assert.AreEqual(("unsigned", 2, 0), (sheet.GetProperty("state").GetString(), sheet.GetProperty("pupils").GetArrayLength(), sheet.GetProperty("version").GetInt32()));
        var (status, signed) = await SignAsync(town, town.FromClass, 0, new
        {
            present = new[] { town.Pupil }, absent = new[] { new { studentId = missing, reason = "dropped_out", note = "外出务工" } },
            unrecorded = new[] { new { name = "陈一诺", note = "九月随父母来蓉" } },
        });
        Assert.AreEqual(
            (200, "signed", 1), (status, signed.GetProperty("state").GetString(), signed.GetProperty("version").GetInt32()),
            signed.ToString());

        var progress = (await town.SendAsync(Role.Leader, TestSchool.City, HttpMethod.Get, "/roll-checks/progress")).Body;
        Assert.AreEqual(2, progress.GetArrayLength(), "two counties");
        var county = progress.EnumerateArray().Single(b => b.GetProperty("bureauName").GetString() == "武侯区教育局");
        Assert.AreEqual((2, 1, 0, 1, 1), (Number(county, "classes"), Number(county, "signed"), Number(county, "confirmed"), Number(county, "absent"), Number(county, "unrecorded")));
        var unsigned = await ItemsAsync(town, Role.Registrar, TransferTown.FromCounty, "/roll-checks/unsigned");
        Assert.AreEqual(second, unsigned.EnumerateArray().Single().GetProperty("classId").GetInt64());
        Assert.AreEqual(
            2,
            (await ItemsAsync(town, Role.Registrar, TransferTown.FromCounty, "/roll-checks/unsigned?by=2026-09-06")).GetArrayLength(),
            "signed later");
        var found = await ItemsAsync(town, Role.Registrar, TransferTown.FromCounty, "/roll-checks/findings");
        CollectionAssert.AreEquivalent(
            new[] { "李思远", "陈一诺" }, found.EnumerateArray().Select(f => f.GetProperty("name").GetString()).ToList());
        var absent = await ItemsAsync(town, Role.Registrar, TransferTown.FromCounty, "/roll-checks/findings?kind=not_in_class");
        StringAssert.Contains(absent[0].GetProperty("advice").GetString(), "辍学报告", StringComparison.Ordinal);
        Assert.AreEqual(
            0, (await ItemsAsync(town, Role.Registrar, TransferTown.ToCounty, "/roll-checks/findings")).GetArrayLength(),
            "another county's");

        Assert.AreEqual(409, (await SignSchoolAsync(town)).Status, "a class has not signed");
        Assert.AreEqual(200, (await SignAsync(town, second, 0, new { present = Array.Empty<long>() })).Status);
        var (closed, school) = await SignSchoolAsync(town);
        Assert.AreEqual(
            (200, "confirmed"), (closed, school.GetProperty("classes")[0].GetProperty("state").GetString()), school.ToString());
        Assert.AreEqual(
            409, (await SignAsync(town, town.FromClass, 2, new { present = new[] { town.Pupil, missing } })).Status,
            "the school has signed");

        town.Time.Now = new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
        Assert.AreEqual(
            "unsigned", (await SheetAsync(town)).Body.GetProperty("state").GetString(), "another term is another round");
    }

    [TestMethod]
    public async Task A_class_is_signed_when_everybody_on_its_roll_was_looked_for_and_by_nobody_else()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var missing = await town.School.AddPupilAsync(town.FromClass, "24");

        await AssertRefusedAsync(town, new { present = new[] { town.Pupil } }, "not_checked");
        await AssertRefusedAsync(town, new { present = new[] { town.Pupil, missing, 99 } }, "not_on_roll");
        await AssertRefusedAsync(
            town,
            new { present = new[] { town.Pupil, missing }, absent = new[] { new { studentId = missing, reason = "sick" } } },
            "named_twice");
        await AssertRefusedAsync(
            town, new { present = new[] { town.Pupil }, absent = new[] { new { studentId = missing, reason = "gone" } } },
            "unknown_reason");
        await AssertRefusedAsync(
            town, new { present = new[] { town.Pupil }, absent = new[] { new { studentId = missing, reason = "other" } } },
            "required");
        await AssertRefusedAsync(
            town, new { present = new[] { town.Pupil, missing }, unrecorded = new[] { new { name = " " } } }, "bad_name");

        var whole = new { present = new[] { town.Pupil, missing } };
        Assert.AreEqual(412, (await SignAsync(town, town.FromClass, 1, whole)).Status, "nobody has signed yet");
        Assert.AreEqual(200, (await SignAsync(town, town.FromClass, 0, whole)).Status);
        Assert.AreEqual(412, (await SignAsync(town, town.FromClass, 0, whole)).Status, "somebody has");
        Assert.AreEqual(
            404, (await SignAsync(town, town.ToClass, 0, new { present = Array.Empty<long>() })).Status,
            "another school's class");
        var (_, seen) = await town.SendAsync(
            Role.Leader, TransferTown.From, HttpMethod.Get, $"/roll-checks/schools/{TransferTown.From}");
        Assert.AreEqual(200, (await SignAsync(town, town.FromClass, 1, whole)).Status);
        var (stale, _) = await town.SendAsync(
            Role.Leader, TransferTown.From, HttpMethod.Post, $"/roll-checks/schools/{TransferTown.From}/signature",
            version: seen.GetProperty("version").GetInt32());
        Assert.AreEqual(412, stale, "a class was signed again after the leader looked");
        var (bureau, _) = await town.SendAsync(
            Role.Leader, TransferTown.FromCounty, HttpMethod.Post,
            $"/roll-checks/schools/{TransferTown.From}/signature", version: 2);
        Assert.AreEqual(403, bureau);
    }

    private static Task<(int Status, JsonElement Body)> SheetAsync(TransferTown town) =>
        town.SendAsync(Role.Registrar, TransferTown.From, HttpMethod.Get, $"/roll-checks/classes/{town.FromClass}");

    private static Task<(int Status, JsonElement Body)> SignAsync(TransferTown town, long classId, int version, object sheet) =>
        town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/roll-checks/classes/{classId}/signature", sheet, version);

    private static async Task<(int Status, JsonElement Body)> SignSchoolAsync(TransferTown town)
    {
        var path = $"/roll-checks/schools/{TransferTown.From}";
        var (_, seen) = await town.SendAsync(Role.Leader, TransferTown.From, HttpMethod.Get, path);
        return await town.SendAsync(
            Role.Leader, TransferTown.From, HttpMethod.Post, path + "/signature",
            version: seen.GetProperty("version").GetInt32());
    }

    private static async Task AssertRefusedAsync(TransferTown town, object sheet, string code)
    {
        var (status, told) = await SignAsync(town, town.FromClass, 0, sheet);
        Assert.AreEqual(400, status, told.ToString());
        StringAssert.Contains(told.ToString(), code, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ItemsAsync(TransferTown town, Role role, long organization, string path)
    {
        var (status, page) = await town.SendAsync(role, organization, HttpMethod.Get, path);
        Assert.AreEqual(200, status, page.ToString());
        return page.GetProperty("items");
    }

    private static int Number(JsonElement row, string name) => row.GetProperty(name).GetInt32();
}
