using System.Net;
using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Cases;

/// <summary>
/// A transfer that the receiving school has from Monday 2026-09-07 on and that is due on Sunday 2026-09-20, which is worked.
/// </summary>
[TestClass]
public sealed class DeadlineStoryTests
{
    private static long Root => TestSchool.City - 10;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_holder_is_reminded_then_the_bureau_above_has_it_and_decides(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync();
        foreach (var (day, events) in new[] { (9, 0), (10, 1), (12, 1), (16, 2), (18, 3), (19, 3), (20, 3) })
        {
            GoTo(town, 9, day);
            await RunTwiceAsync(town);
            Assert.AreEqual(
                events, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM case_event"), $"on 2026-09-{day}");
        }

        Assert.AreEqual(
            0, (await InboxAsync(town, Role.Registrar, TransferTown.ToCounty)).GetArrayLength(), "the last day is not over");
        var item = (await InboxAsync(town, Role.Leader, TransferTown.To))[0];
        Assert.AreEqual((0, 9), (item.GetProperty("workingDaysLeft").GetInt32(), item.GetProperty("reminderLevel").GetInt32()));

        GoTo(town, 9, 21);
        await RunTwiceAsync(town);
        item = (await InboxAsync(town, Role.Registrar, TransferTown.ToCounty, "?overdue=true"))[0];
        Assert.AreEqual((-1, 1, caseId), (item.GetProperty("workingDaysLeft").GetInt32(), item.GetProperty("escalationLevel").GetInt32(), item.GetProperty("caseId").GetInt64()));
        town.Time.Advance(TimeSpan.FromHours(1));
        var (status, decided) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty);
        Assert.AreEqual((200, "待转入主管部门核办"), (status, decided.GetProperty("stateName").GetString()));
        CollectionAssert.AreEqual(
            new[] { "提交申请", "已等待3个工作日，提醒办理", "已等待7个工作日，提醒办理", "已等待9个工作日，提醒办理", "超过办理时限，上报上一级", "转入学校核办通过" },
            decided.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("title").GetString()).ToArray());
        Assert.AreEqual(
            403, (await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty)).Status,
            "whoever decided for the school does not decide again");
        Assert.AreEqual(200, (await town.DecideAsync(caseId, Role.Leader, TransferTown.ToCounty)).Status);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task After_a_pause_everything_missed_is_made_up_for_once(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.SubmitAsync();
        GoTo(town, 11, 20);

        await RunTwiceAsync(town);

        Assert.AreEqual(6, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM case_event"));
        Assert.AreEqual(6, await town.Center.Scope.ScalarAsync<int>(
            "SELECT COUNT(*) FROM case_event WHERE kind IN ('reminder_3', 'reminder_7', 'reminder_9', 'escalated_1', 'escalated_2', 'escalated_3')"));
        Assert.AreEqual(
            Root, await town.Center.Scope.ScalarAsync<long>("SELECT escalated_to FROM open_case"),
            "school, county, city, province: there is no more");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_day_made_free_and_a_day_made_working_move_the_last_day(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.SubmitAsync();

        await RunWithAsync(town, day => day.Day == new DateOnly(2026, 9, 16) ? day with { IsWorking = false } : day);
        Assert.AreEqual("2026-09-21", await DueAsync(town), "the 16th is free now");
        await RunWithAsync(town, day => day.Day == new DateOnly(2026, 9, 12) ? day with { IsWorking = true } : day);
        Assert.AreEqual("2026-09-18", await DueAsync(town), "Saturday the 12th is worked now, the 16th again");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_an_ended_school_held_goes_to_its_bureau(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync();
        await town.Center.Scope.ScalarAsync<int>(
            "UPDATE organization SET is_active = @no WHERE organization_id = @id", new { no = false, id = TransferTown.To });

        await RunTwiceAsync(town);

        Assert.AreEqual(
            "锦江区教育局", (await InboxAsync(town, Role.Registrar, TransferTown.ToCounty))[0].GetProperty("heldBy").GetString());
        var (status, decided) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty);
        Assert.AreEqual(200, status, decided.ToString());
        StringAssert.Contains(decided.GetProperty("timeline").ToString(), "承办单位已停办");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_change_of_enrolment_goes_up_as_well_and_nobody_else_decides_it(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (created, change) = await town.SendAsync(
            Role.Registrar, TransferTown.From, HttpMethod.Post, $"/students/{town.Pupil}/changes",
            new { kind = "suspend", effectiveOn = "2026-09-07", untilOn = "2027-03-07", reasonCode = "10", explanation = "住院", proofHash = "p" });
        Assert.AreEqual(201, created, change.ToString());
        var decision = $"/students/{town.Pupil}/changes/{change.GetProperty("changeId").GetInt64()}/decision";
        GoTo(town, 9, 21);
        Assert.AreEqual(403, (await town.SendAsync(Role.Registrar, TransferTown.FromCounty, HttpMethod.Post, decision, new { approve = true }, 1)).Status);

        await RunTwiceAsync(town);

        var item = (await InboxAsync(town, Role.Registrar, TransferTown.FromCounty, "?kind=enrollment_change"))[0];
        Assert.AreEqual(("休学", "晨光小学"), (item.GetProperty("kindName").GetString(), item.GetProperty("heldBy").GetString()));
        Assert.AreEqual(
            403,
            (await town.SendAsync(Role.Registrar, TestSchool.City, HttpMethod.Post, decision, new { approve = true }, 1)).Status);
        var (status, decided) = await town.SendAsync(
            Role.Registrar, TransferTown.FromCounty, HttpMethod.Post, decision, new { approve = true }, 1);
        Assert.AreEqual(200, status, decided.ToString());
        Assert.AreEqual(
            TransferTown.FromCounty, decided.GetProperty("steps")[0].GetProperty("organizationId").GetInt64(),
            "the bureau did, not the school");
    }

    [TestMethod]
    public async Task What_came_back_and_is_not_completed_goes_up_and_can_be_given_up_there()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var caseId = await town.SubmitAsync();
        GoTo(town, 9, 10);
        await RunTwiceAsync(town);
        await town.DecideAsync(caseId, Role.Leader, TransferTown.To, "return", "请补充户口簿");
        GoTo(town, 9, 30);

        await RunTwiceAsync(town);

        var (_, now) = await town.SendAsync(Role.Registrar, TransferTown.ToCounty, HttpMethod.Get, $"/cases/{caseId}");
        CollectionAssert.AreEquivalent(
            new[] { "resubmit", "withdraw" }, now.GetProperty("actions").EnumerateArray().Select(a => a.GetString()).ToArray());
        var version = now.GetProperty("version").GetInt32();
        var (status, ended) = await town.SendAsync(
            Role.Registrar, TransferTown.ToCounty, HttpMethod.Post, $"/cases/{caseId}/withdrawal", version: version);
        Assert.AreEqual((200, "已撤销"), (status, ended.GetProperty("stateName").GetString()));
    }

    private static void GoTo(TransferTown town, int month, int day) =>
        town.Time.Now = new DateTimeOffset(2026, month, day, 1, 0, 0, TimeSpan.Zero);

    private static async Task RunTwiceAsync(TransferTown town)
    {
        await town.KeepDeadlinesAsync();
        await town.KeepDeadlinesAsync();
    }

    private static async Task RunWithAsync(TransferTown town, Func<CalendarDay, CalendarDay> change)
    {
        var year = TestReference.Snapshot.Calendar.OfYear(2026).Select(change).ToList();
        await using var scope = town.Center.App.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var announced = new Announced(new ReferenceSnapshot(new ReferenceSet([], [], [], year, []), PinyinFiles.Shared));
        await new KeepDeadlines(
            services.GetRequiredService<IDeadlineStore>(), announced, services.GetRequiredService<ICurrentCenter>(),
            services.GetRequiredService<IUnitOfWork>(), new WorkReport(), town.Time)
            .RunAsync(CancellationToken.None);
    }

    private static async Task<string?> DueAsync(TransferTown town) =>
        (await InboxAsync(town, Role.Leader, TransferTown.To))[0].GetProperty("dueOn").GetString();

    private static async Task<JsonElement> InboxAsync(TransferTown town, Role role, long organization, string query = "")
    {
        var (status, page) = await town.SendAsync(role, organization, HttpMethod.Get, "/inbox" + query);
        Assert.AreEqual((int)HttpStatusCode.OK, status, page.ToString());
        return page.GetProperty("items");
    }

    private sealed class Announced(ReferenceSnapshot snapshot) : IReferenceData
    {
        public ValueTask<ReferenceSnapshot> GetAsync(CancellationToken cancel) => new(snapshot);

        public void Forget()
        {
        }
    }
}
