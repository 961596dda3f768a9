using System.Net;
using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Access;

[TestClass]
public sealed class AuditWorkTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_line_that_was_changed_behind_the_seal_is_found_by_the_auditor(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine);
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        await admin.PostAsync("/api/v1/me/sign-out", null);
        await RunAsync(center, "seal_audit");
        using var auditor = await center.ClientAsync(Role.AuditAdministrator);
        Assert.AreEqual(0, (await VerifyAsync(auditor)).GetProperty("faults").GetArrayLength());

        await center.Scope.ScalarAsync<int>("UPDATE audit_event SET user_name = 'nobody' WHERE action = 'me.sign_out'");
        var faults = (await VerifyAsync(auditor)).GetProperty("faults");
        Assert.AreEqual("changed", faults[0].GetProperty("code").GetString());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_center_that_runs_seals_its_trail_by_the_clock(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine, schedules: true);
        using var admin = await center.ClientAsync(Role.SystemAdministrator);
        await admin.PostAsync("/api/v1/me/sign-out", null);
        for (var i = 0; await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_seal") == 0; i++)
        {
            Assert.IsLessThan(600, i, "a minute went by");
            await Task.Delay(100);
        }
    }

    [TestMethod]
    public async Task Only_the_center_s_own_auditor_verifies()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var registrar = await center.ClientAsync(Role.Registrar);
        await (await registrar.PostAsync("/api/v1/audit-verifications", null))
            .AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_account_that_nobody_used_for_half_a_year_is_disabled(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine);
        var unused = await center.AddAccountAsync([Role.Registrar]);
        var used = await center.AddAccountAsync([Role.Registrar]);
        await center.Scope.ScalarAsync<int>(
            "UPDATE app_user SET created_at = @old, last_sign_in_at = CASE WHEN user_id = @used THEN @now END",
            new { old = TimeProvider.System.GetUtcNow().AddDays(-181), now = TimeProvider.System.GetUtcNow(), used });
        using var before = center.ClientFor(unused);
        Assert.AreEqual(HttpStatusCode.OK, (await before.GetAsync("/api/v1/me")).StatusCode);
        await RunAsync(center, "disable_dormant_users");
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await before.GetAsync("/api/v1/me")).StatusCode);
        using var other = center.ClientFor(used);
        Assert.AreEqual(HttpStatusCode.OK, (await other.GetAsync("/api/v1/me")).StatusCode);
        Assert.AreEqual(
            1, await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'user.disable_dormant'"));
    }

    [TestMethod]
    public async Task Every_scheduled_work_has_a_schedule_and_every_schedule_a_work()
    {
        await using var center = await CenterUnderTest.StartAsync();
        await using var scope = center.App.Services.CreateAsyncScope();
        var works = scope.ServiceProvider.GetServices<IScheduledWork>().Select(w => w.Name).Order().ToArray();
        var schedules = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "etl", "jobs"), "*.json")
            .Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement.GetProperty("work").GetString()).Order().ToArray();
        CollectionAssert.AreEqual(works, schedules);
    }

    private static async Task RunAsync(CenterUnderTest center, string work)
    {
        await using var scope = center.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IScheduledWork>().Single(w => w.Name == work).RunAsync(CancellationToken.None);
    }

    private static async Task<JsonElement> VerifyAsync(HttpClient auditor)
    {
        var accepted = await auditor.PostAsync("/api/v1/audit-verifications", null);
        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode, await accepted.Content.ReadAsStringAsync());
        for (var i = 0; i < 200; i++)
        {
            var job = await (await auditor.GetAsync(accepted.Headers.Location)).JsonAsync();
            if (job.GetProperty("state").GetString() == "done")
                return job.GetProperty("result");
            await Task.Delay(50);
        }

        throw new TimeoutException("The job did not end.");
    }
}
