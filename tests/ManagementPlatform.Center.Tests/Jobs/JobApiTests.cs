using System.Net;
using System.Text.Json;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Jobs;

[TestClass]
public sealed class JobApiTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_job_runs_and_shows_its_progress_and_result(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var client = await center.ClientAsync(Role.Registrar);
        var job = await QueueAsync(center, client, "work");

        var halfway = await UntilAsync(client, job, j => j.GetProperty("rowsDone").GetInt64() == 50);
        Assert.AreEqual(("running", 50), (halfway.GetProperty("state").GetString(), halfway.GetProperty("percent").GetInt32()));
        Probe.Of(center).Go.Release();
        var done = await UntilAsync(client, job, j => j.GetProperty("state").GetString() == "done");

        Assert.AreEqual(100, done.GetProperty("percent").GetInt32());
        Assert.AreEqual("好", done.GetProperty("result").GetProperty("text").GetString());
        var list = await (await client.GetAsync("/api/v1/jobs?kind=probe&state=done")).JsonAsync();
        Assert.AreEqual(1, list.GetProperty("items").GetArrayLength());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_running_job_is_cancelled(Engine engine)
    {
        await using var center = await StartAsync(engine);
        using var client = await center.ClientAsync(Role.Registrar);
        var job = await QueueAsync(center, client, "work");
        await UntilAsync(client, job, j => j.GetProperty("rowsDone").GetInt64() == 50);

        Assert.AreEqual(HttpStatusCode.NoContent, (await client.PostAsync($"/api/v1/jobs/{job}/cancellation", null)).StatusCode);

        await UntilAsync(client, job, j => j.GetProperty("state").GetString() == "cancelled");
        await (await client.PostAsync($"/api/v1/jobs/{job}/confirmation", null))
            .AssertProblemAsync(HttpStatusCode.Conflict, "job_not_asking");
    }

    [TestMethod]
    public async Task A_job_that_asks_goes_on_when_it_is_confirmed()
    {
        await using var center = await StartAsync(Engine.Sqlite);
        using var client = await center.ClientAsync(Role.Registrar);
        var job = await QueueAsync(center, client, "ask");
        await UntilAsync(client, job, j => j.GetProperty("state").GetString() == "asking");

        await client.PostAsync($"/api/v1/jobs/{job}/confirmation", null);

        await UntilAsync(client, job, j => j.GetProperty("state").GetString() == "done");
    }

    [TestMethod]
    [DataRow("refuse", "学校不存在")]
    [DataRow("break", "系统故障")]
    public async Task A_job_that_fails_says_why_and_the_next_one_runs(string what, string words)
    {
        await using var center = await StartAsync(Engine.Sqlite);
        using var client = await center.ClientAsync(Role.Registrar);
        var failing = await QueueAsync(center, client, what);
        var next = await QueueAsync(center, client, "ask");

        var failed = await UntilAsync(client, failing, j => j.GetProperty("state").GetString() == "failed");

        StringAssert.Contains(failed.GetProperty("error").GetString(), words);
        await UntilAsync(client, next, j => j.GetProperty("state").GetString() == "asking");
    }

    [TestMethod]
    public async Task Another_organization_does_not_see_the_job()
    {
        await using var center = await StartAsync(Engine.Sqlite);
        await TestSchool.CreateAsync(center.Scope);
        using var client = await center.ClientAsync(Role.Registrar);
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        var job = await QueueAsync(center, client, "ask");

        await (await school.GetAsync($"/api/v1/jobs/{job}")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await school.PostAsync($"/api/v1/jobs/{job}/cancellation", null))
            .AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    private static Task<CenterUnderTest> StartAsync(Engine engine) => CenterUnderTest.StartAsync(
        engine, services: services => services.AddSingleton<Probe>().AddSingleton<IJobKind>(s => s.GetRequiredService<Probe>()));

    private static async Task<long> QueueAsync(CenterUnderTest center, HttpClient client, string what)
    {
        var me = await (await client.GetAsync("/api/v1/me")).JsonAsync();
        var caller = new Caller(
            me.GetProperty("userId").GetInt64(), "u", center.RootOrganizationId, Tier.Province, [Role.Registrar]);
        await using var scope = center.App.Services.CreateAsyncScope();
        var job = await scope.ServiceProvider.GetRequiredService<StartJob>()
            .HandleAsync("probe", what, null, caller, CancellationToken.None);
        return job.JobId;
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, long job, Func<JsonElement, bool> condition)
    {
        var last = default(JsonElement);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            last = await (await client.GetAsync($"/api/v1/jobs/{job}")).JsonAsync();
            if (condition(last))
                return last;
            await Task.Delay(50);
        }

        throw new AssertFailedException(last.GetRawText());
    }

    private sealed class Probe : IJobKind
    {
        public string Kind => "probe";

        public SemaphoreSlim Go { get; } = new(0);

        public static Probe Of(CenterUnderTest center) => center.App.Services.GetRequiredService<Probe>();

        public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
        {
            switch (JsonSerializer.Deserialize<string>(run.Job.Parameters))
            {
                case "refuse":
                    throw Refused.Invalid("no_school", "学校不存在。");
                case "break":
                    throw new InvalidOperationException("secret");
                case "ask":
                    return new JobOutcome(null, IsQuestion: !run.IsConfirmed);
                default:
                    run.Progress(50, 100);
                    await Go.WaitAsync(cancel);
                    return new JobOutcome(new { text = "好" });
            }
        }
    }
}
