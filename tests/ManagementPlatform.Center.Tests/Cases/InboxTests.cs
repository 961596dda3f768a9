using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Cases;

[TestClass]
public sealed class InboxTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_most_urgent_comes_first_page_by_page_for_those_who_hold_it(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var cases = await RequestAsync(town, days: [7, 8, 8, 9]);

        var seen = new List<long>();
        for (var query = "/inbox?limit=2"; query is not null;)
        {
            var (_, page) = await town.SendAsync(Role.Leader, TransferTown.To, HttpMethod.Get, query);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("caseId").GetInt64()));
            query = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String
                ? $"/inbox?limit=2&cursor={next.GetString()}" : null;
        }

        CollectionAssert.AreEqual(cases, seen);
        Assert.AreEqual(0, (await ItemsAsync(town, TransferTown.FromCounty)).Length, "nothing waits for the other county");
        Assert.AreEqual(4, (await ItemsAsync(town, TransferTown.To, "?kind=transfer")).Length);
        Assert.AreEqual(0, (await ItemsAsync(town, TransferTown.To, "?kind=enrollment_change")).Length);

        town.Time.Now = new DateTimeOffset(2026, 9, 21, 1, 0, 0, TimeSpan.Zero);
        CollectionAssert.AreEqual(cases[..1], await ItemsAsync(town, TransferTown.To, "?overdue=true"));
        CollectionAssert.AreEqual(cases[1..], await ItemsAsync(town, TransferTown.To, "?overdue=false"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Many_are_decided_at_once_and_each_is_told_its_outcome(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var cases = await RequestAsync(town, days: [7, 7]);
        var (_, page) = await town.SendAsync(Role.Leader, TransferTown.To, HttpMethod.Get, "/inbox");
        var seen = page.GetProperty("items")[0].GetProperty("version").GetInt32();
        var references = new[] { new { caseId = cases[0], version = seen }, new { caseId = cases[1], version = 99 }, new { caseId = 5L, version = 1 } };
        var (status, outcomes) = await town.SendAsync(
            Role.Leader, TransferTown.To, HttpMethod.Post, "/cases/decisions", new { cases = references, verdict = "approve" });

        Assert.AreEqual(200, status, outcomes.ToString());
        CollectionAssert.AreEqual(
            new[] { "open", "stale_version", "not_found" },
            outcomes.EnumerateArray().Select(o => o.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : o.GetProperty("state").GetString()).ToArray());
        Assert.AreEqual(1, (await ItemsAsync(town, TransferTown.ToCounty)).Length);
        Assert.AreEqual(400, (await town.SendAsync(
            Role.Leader, TransferTown.To, HttpMethod.Post, "/cases/decisions", new { cases = Enumerable.Repeat(references[0], 201), verdict = "approve" })).Status);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_case_shows_everything_that_its_decision_needs_and_what_each_party_may_do(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync(new { keys = town.Keys, toGrade = "24", reasonCode = "02", proofHash = "p" });

        var (_, leader) = await town.SendAsync(Role.Leader, TransferTown.To, HttpMethod.Get, $"/cases/{caseId}");
        Assert.AreEqual("approve,refuse,return", Actions(leader));
        Assert.AreEqual(10, leader.GetProperty("workingDaysLeft").GetInt32());
        Assert.AreEqual("application/pdf", leader.GetProperty("proofs")[0].GetProperty("mediaType").GetString());
        Assert.AreEqual("晨光小学", leader.GetProperty("history")[0].GetProperty("schoolName").GetString());
        Assert.AreEqual(0, leader.GetProperty("blockers").GetArrayLength());
        var (_, submitter) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Get, $"/cases/{caseId}");
        Assert.AreEqual("withdraw", Actions(submitter));
        var (_, other) = await town.SendAsync(Role.Leader, TransferTown.From, HttpMethod.Get, $"/cases/{caseId}");
        Assert.AreEqual("", Actions(other));

        await town.Center.Scope.ScalarAsync<int>(
            "UPDATE student SET number_state = 'problem' WHERE student_id = @pupil", new { pupil = town.Pupil });
        (_, leader) = await town.SendAsync(Role.Leader, TransferTown.To, HttpMethod.Get, $"/cases/{caseId}");
        Assert.AreEqual(
            "2003", leader.GetProperty("blockers")[0].GetProperty("platformCode").GetString(), "checked as things are now");
    }

    /// <summary>One transfer on each of the days of September 2026, the first of the town's own pupil.</summary>
    private static async Task<long[]> RequestAsync(TransferTown town, int[] days)
    {
        var cases = new List<long>();
        foreach (var day in days)
        {
            town.Time.Now = new DateTimeOffset(2026, 9, day, 1, 0, 0, TimeSpan.Zero);
            var keys = cases.Count == 0 ? town.Keys : await town.AddPupilAsync();
            cases.Add(await town.SubmitAsync(new { keys, toGrade = "24", reasonCode = "02" }));
        }

        return [.. cases];
    }

    private static async Task<long[]> ItemsAsync(TransferTown town, long organization, string query = "")
    {
        var (status, page) = await town.SendAsync(Role.Leader, organization, HttpMethod.Get, "/inbox" + query);
        Assert.AreEqual(200, status, page.ToString());
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("caseId").GetInt64())];
    }

    private static string Actions(JsonElement found) =>
        string.Join(
            ',',
            found.GetProperty("actions").EnumerateArray().Select(action => action.GetString()).Order(StringComparer.Ordinal));
}
