using System.Net;
using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Cases;

[TestClass]
public sealed class ProgressTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_guardian_sees_how_far_it_is_and_nothing_of_the_people(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (number, code, caseId) = await RequestedAsync(town);
        await town.DecideAsync(caseId, Role.Leader, TransferTown.To, "return", "请李思远的家长补充户口簿");

        using var answer = await AskAsync(town.Center, number, code);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, text);
        var progress = JsonDocument.Parse(text).RootElement;
        Assert.AreEqual(("李**", "退回补正", "星河小学", "2026-09-20"), (
            progress.GetProperty("pupilName").GetString(), progress.GetProperty("stateName").GetString(),
            progress.GetProperty("heldBy").GetString(), progress.GetProperty("dueOn").GetString()));
        Assert.AreEqual(2, progress.GetProperty("timeline").GetArrayLength());
        Assert.IsFalse(text.Contains("思远", StringComparison.Ordinal), text);
        Assert.IsFalse(text.Contains("510107", StringComparison.Ordinal), text);
    }

    [TestMethod]
    public async Task A_wrong_code_and_an_unknown_number_are_answered_alike()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var (number, code, _) = await RequestedAsync(town);
        var answers = new List<string>();
        foreach (var (asked, with) in new[] { (number, "00000000"), ("510000000000000", code), ("abc", code), (number, ""), (number, new string('1', 500)) })
        {
            using var answer = await AskAsync(town.Center, asked, with);
            var problem = await answer.AssertProblemAsync(HttpStatusCode.NotFound, "no_such_progress");
            answers.Add(problem.GetProperty("detail").GetString()!);
        }

        Assert.AreEqual(1, answers.Distinct().Count());
    }

    [TestMethod]
    public async Task A_code_cannot_be_guessed_from_many_addresses()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var (number, code, _) = await RequestedAsync(town);
        for (var i = 0; i < 20; i++)
            using (var wrong = await AskAsync(town.Center, number, "00000000"))
                Assert.AreEqual(HttpStatusCode.NotFound, wrong.StatusCode);
        using var right = await AskAsync(town.Center, number, code);
        await right.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
    }

    [TestMethod]
    public async Task One_address_asks_so_often_a_minute_whatever_it_asks_for()
    {
        await using var center = await CenterUnderTest.StartAsync(
            settings: new Dictionary<string, string?> { ["RateLimits:Progress"] = "2" });
        for (var i = 0; i < 2; i++)
            using (var answer = await AskAsync(center, $"{510_000_000_000_100 + i}", "00000000"))
                Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode);
        using var refused = await AskAsync(center, "510000000000199", "00000000");
        await refused.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
    }

    private static async Task<(string Number, string Code, long CaseId)> RequestedAsync(TransferTown town)
    {
        var (_, submitted) = await town.RequestAsync();
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();
        return ($"{caseId}", submitted.GetProperty("progressCode").GetString()!, caseId);
    }

    private static async Task<HttpResponseMessage> AskAsync(CenterUnderTest center, string number, string code)
    {
        using var anybody = center.Anonymous();
        return await anybody.PostAsync(
            "/api/v1/progress", Answers.Json(JsonSerializer.Serialize(new { caseNumber = number, progressCode = code })));
    }
}
