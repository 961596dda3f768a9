using System.Net;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Conventions;

[TestClass]
public sealed class IdempotencyTests
{
    private const string Body = """{"name":"一","count":1}""";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_same_request_again_gives_the_same_answer_and_does_nothing(Engine engine)
    {
        var probe = new ProbeRoutes();
        await using var center = await CenterUnderTest.StartAsync(engine, routes: probe.Map);
        using var client = await center.ClientAsync(Role.Registrar);
        var first = await PostAsync(client, "key-1", Body);
        var second = await PostAsync(client, "key-1", Body);
        Assert.AreEqual(HttpStatusCode.Created, second.StatusCode);
        Assert.AreEqual(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.AreEqual("/api/v1/probe/things/7", second.Headers.Location?.ToString());
        Assert.AreEqual("\"1\"", second.Headers.ETag?.Tag);
        Assert.IsTrue(second.Headers.Contains("Idempotent-Replayed"));
        Assert.HasCount(1, probe.Created);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_many_at_once_one_is_executed_and_all_get_its_answer(Engine engine)
    {
        var probe = new ProbeRoutes();
        await using var center = await CenterUnderTest.StartAsync(engine, routes: probe.Map);
        using var client = await center.ClientAsync(Role.Registrar);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(client, "race", Body)));
        foreach (var answer in answers)
            Assert.AreEqual(HttpStatusCode.Created, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        Assert.HasCount(1, probe.Created);
        Assert.AreEqual(1, await center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'probe.create' AND result = 'done'"));
    }

    [TestMethod]
    public async Task The_same_key_with_another_body_is_a_conflict()
    {
        await using var center = await CenterUnderTest.StartAsync(routes: new ProbeRoutes().Map);
        using var client = await center.ClientAsync(Role.Registrar);
        await PostAsync(client, "key", Body);
        var answer = await PostAsync(client, "key", """{"name":"二","count":1}""");
        await answer.AssertProblemAsync(HttpStatusCode.Conflict, "idempotency_key_reused");
    }

    [TestMethod]
    public async Task A_key_belongs_to_one_account()
    {
        var probe = new ProbeRoutes();
        await using var center = await CenterUnderTest.StartAsync(routes: probe.Map);
        using var one = await center.ClientAsync(Role.Registrar);
        using var other = await center.ClientAsync(Role.Registrar);
        await PostAsync(one, "key", Body);
        await PostAsync(other, "key", Body);
        Assert.HasCount(2, probe.Created);
    }

    [TestMethod]
    public async Task A_refusal_is_repeated_too()
    {
        await using var center = await CenterUnderTest.StartAsync(routes: new ProbeRoutes().Map);
        using var client = await center.ClientAsync(Role.Registrar);
        await PostAsync(client, "key", """{"count":0}""");
        var again = await PostAsync(client, "key", """{"count":0}""");
        await again.AssertProblemAsync(HttpStatusCode.BadRequest, "count");
        Assert.IsTrue(again.Headers.Contains("Idempotent-Replayed"));
    }

    [TestMethod]
    public async Task After_a_day_the_key_is_free_again()
    {
        var probe = new ProbeRoutes();
        await using var center = await CenterUnderTest.StartAsync(routes: probe.Map);
        using var client = await center.ClientAsync(Role.Registrar);
        await PostAsync(client, "key", Body);
        await center.Scope.ScalarAsync<int>("UPDATE idempotency_record SET created_at = '2020-01-01 00:00:00.000000'");
        await PostAsync(client, "key", Body);
        Assert.HasCount(2, probe.Created);
    }

    [TestMethod]
    public async Task A_committed_request_whose_answer_was_lost_is_not_done_twice()
    {
        var probe = new ProbeRoutes();
        await using var center = await CenterUnderTest.StartAsync(routes: probe.Map);
        using var client = await center.ClientAsync(Role.Registrar);
        await PostAsync(client, "key", Body);
        await center.Scope.ScalarAsync<int>("UPDATE idempotency_record SET status_code = 0");
        var answer = await PostAsync(client, "key", Body);
        await answer.AssertProblemAsync(HttpStatusCode.Conflict, "answer_pending");
        Assert.HasCount(1, probe.Created);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string key, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probe/things") { Content = Answers.Json(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }
}
