using System.Net.Http.Json;
using System.Text.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Access;

/// <summary>The receiving school's leader is away from Wednesday 2026-09-09 to Friday the 11th.</summary>
[TestClass]
public sealed class DelegationTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_delegate_has_the_role_from_the_first_to_the_last_day_and_not_for_what_he_submitted(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (registrar, registrarId) = await PersonAsync(town, TransferTown.To, Role.Registrar);
        var (other, otherId) = await PersonAsync(town, TransferTown.To, Role.Registrar);
        var (leader, _) = await PersonAsync(town, TransferTown.To, Role.Leader);
        using var hands = registrar;
        using var others = other;
        using var away = leader;
        var caseId = await RequestedAsync(town, registrar);
        Assert.AreEqual(201, await SetAsync(leader, registrarId));
        Assert.AreEqual(201, await SetAsync(leader, otherId));

        Assert.AreEqual("forbidden", await DecideAsync(other, caseId), "not yet");
        town.Time.Now = new DateTimeOffset(2026, 9, 8, 16, 0, 0, TimeSpan.Zero); // midnight in Beijing
        Assert.AreEqual("four_eyes", await DecideAsync(registrar, caseId), "he submitted it himself");
        town.Time.Now = new DateTimeOffset(2026, 9, 11, 16, 0, 0, TimeSpan.Zero);
        Assert.AreEqual("forbidden", await DecideAsync(other, caseId), "Saturday: it is over");
        town.Time.Now = new DateTimeOffset(2026, 9, 11, 15, 59, 0, TimeSpan.Zero);
        Assert.AreEqual("", await DecideAsync(other, caseId), "the last minute of the last day");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task It_ends_when_it_is_revoked_and_when_the_officer_has_the_role_no_more(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (registrar, registrarId) = await PersonAsync(town, TransferTown.To, Role.Registrar);
        var (leader, leaderId) = await PersonAsync(town, TransferTown.To, Role.Leader);
        using var hands = registrar;
        using var away = leader;
        await SetAsync(leader, registrarId);
        town.Time.Now = new DateTimeOffset(2026, 9, 9, 1, 0, 0, TimeSpan.Zero);
        Assert.AreEqual("leader,registrar", await RolesAsync(registrar));

        var list = await (await registrar.GetAsync("/api/v1/delegations")).JsonAsync();
        var id = list.GetProperty("items")[0].GetProperty("delegationId").GetInt64();
        Assert.IsTrue(list.GetProperty("items")[0].GetProperty("isValid").GetBoolean());
        Assert.AreEqual(204, (int)(await leader.PostAsync($"/api/v1/delegations/{id}/revocation", null)).StatusCode);
        Assert.AreEqual("registrar", await RolesAsync(registrar), "at once");

        await SetAsync(leader, registrarId);
        Assert.AreEqual("leader,registrar", await RolesAsync(registrar));
        await town.Center.Scope.ScalarAsync<int>("DELETE FROM app_user_role WHERE user_id = @leaderId", new { leaderId });
        town.Time.Now = new DateTimeOffset(2026, 9, 10, 1, 0, 0, TimeSpan.Zero);
        Assert.AreEqual("registrar", await RolesAsync(registrar), "nobody lends what he has not");
        Assert.AreEqual(4, await town.Center.Scope.ScalarAsync<int>(
            "SELECT COUNT(*) FROM audit_event WHERE action IN ('delegation.set', 'delegation.revoke') AND entity_id = @registrarId", new { registrarId }) + 1);
    }

    [TestMethod]
    public async Task Only_one_s_own_role_goes_to_somebody_of_the_same_organization_unless_the_administrator_does_it()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        var (registrar, registrarId) = await PersonAsync(town, TransferTown.To, Role.Registrar);
        var (leader, leaderId) = await PersonAsync(town, TransferTown.To, Role.Leader);
        var (stranger, strangerId) = await PersonAsync(town, TransferTown.From, Role.Registrar);
        var (administrator, administratorId) = await PersonAsync(town, TransferTown.To, Role.SystemAdministrator);
        using var clients = new Clients(registrar, leader, stranger, administrator);

        Assert.AreEqual(400, await SetAsync(leader, strangerId));
        Assert.AreEqual(400, await SetAsync(leader, leaderId));
        Assert.AreEqual(400, await SetAsync(registrar, leaderId), "he is no leader");
        Assert.AreEqual(400, await SetAsync(administrator, registrarId, role: "systemAdministrator"));
        Assert.AreEqual(400, await SetAsync(leader, registrarId, until: "2027-09-11"));
        Assert.AreEqual(403, await SetAsync(registrar, administratorId, owner: leaderId));
        Assert.AreEqual(201, await SetAsync(administrator, registrarId, owner: leaderId));
        Assert.AreEqual(404, await SetAsync(administrator, registrarId, owner: strangerId));
    }

    private static async Task<(HttpClient Client, long UserId)> PersonAsync(TransferTown town, long organization, Role role)
    {
        var userId = await town.Center.AddAccountAsync([role], organization);
        return (town.Center.ClientFor(userId), userId);
    }

    private static async Task<int> SetAsync(
        HttpClient client, long to, long? owner = null, string role = "leader", string until = "2026-09-11")
    {
        var form = new { role, toUserName = $"u{to}", fromDay = "2026-09-09", untilDay = until, fromUserName = owner is null ? null : $"u{owner}" };
        return (int)(await client.PostAsJsonAsync("/api/v1/delegations", form, ApiJson.Options)).StatusCode;
    }

    private static async Task<string> RolesAsync(HttpClient client) => string.Join(
        ',', (await (await client.GetAsync("/api/v1/me")).JsonAsync()).GetProperty("roles").EnumerateArray().Select(r => r.GetString()).Order(StringComparer.Ordinal));

    private static async Task<long> RequestedAsync(TransferTown town, HttpClient registrar)
    {
        var answer = await registrar.PostAsJsonAsync(
            "/api/v1/transfers", new { keys = town.Keys, toGrade = "24", reasonCode = "02" }, ApiJson.Options);
        var submitted = await answer.JsonAsync();
        return submitted.GetProperty("case").GetProperty("caseId").GetInt64();
    }

    /// <returns>The code of the refusal, empty when it went through.</returns>
    private static async Task<string?> DecideAsync(HttpClient client, long caseId)
    {
        var version = (await (await client.GetAsync($"/api/v1/cases/{caseId}")).JsonAsync()).GetProperty("version").GetInt32();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{caseId}/decision")
        {
            Content = Answers.Json("""{"verdict":"approve"}"""), Headers = { { "If-Match", $"\"{version}\"" } },
        };
        var answer = await (await client.SendAsync(request)).JsonAsync();
        return answer.TryGetProperty("code", out JsonElement code) ? code.GetString() : "";
    }

    private sealed class Clients(params HttpClient[] clients) : IDisposable
    {
        public void Dispose() => Array.ForEach(clients, client => client.Dispose());
    }
}
