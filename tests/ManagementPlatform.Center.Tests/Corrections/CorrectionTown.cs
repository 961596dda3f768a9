using System.Text.Json;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Tests.Corrections;

/// <summary>What tests of corrections ask of a <see cref="TransferTown"/> again and again.</summary>
internal static class CorrectionTown
{
    public static Task<(int Status, JsonElement Body)> ChangeKeysAsync(
        this TransferTown town, long pupil, object fields, long? school = null, string? proofHash = "p") => town.SendAsync(
        Role.Registrar, school ?? TransferTown.From, HttpMethod.Post,
        $"/students/{pupil}/key-changes", new { fields, proofHash });

    public static Task<(int Status, JsonElement Body)> HandleAsync(
        this TransferTown town, long pupil, string handling, object? fields = null, string proofHash = "p") =>
        town.HandleAsync(pupil, TransferTown.From, handling, fields, proofHash);

    public static async Task<(int Status, JsonElement Body)> HandleAsync(
        this TransferTown town, long pupil, long school, string handling, object? fields = null, string proofHash = "p")
    {
        var problem = (await town.ProblemsAsync(school, pupil))[0].GetProperty("problemId").GetInt64();
        return await town.SendAsync(
            Role.Registrar, school, HttpMethod.Post,
            $"/students/{pupil}/problem-records/{problem}/handling", new { handling, fields, proofHash });
    }

    public static async Task<IReadOnlyList<JsonElement>> ProblemsAsync(
        this TransferTown town, long organization, long pupil, string state = "open")
    {
        var (status, page) = await town.SendAsync(
            Role.Registrar, organization, HttpMethod.Get, $"/problem-records?state={state}&studentId={pupil}");
        Assert.AreEqual(200, status, page.ToString());
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    public static async Task<long> CaseOfAsync(this Task<(int Status, JsonElement Body)> answer)
    {
        var (status, body) = await answer;
        Assert.AreEqual(201, status, body.ToString());
        return body.GetProperty("case").GetProperty("caseId").GetInt64();
    }

    /// <summary>Somebody approves, and the case comes to a state.</summary>
    public static async Task<JsonElement> ApproveAsync(
        this TransferTown town, long caseId, Role role, long organization, string state, string? choice = null)
    {
        var (status, now) = await town.DecideAsync(caseId, role, organization, choice: choice);
        Assert.AreEqual(200, status, now.ToString());
        Assert.AreEqual(state, now.GetProperty("stateName").GetString());
        return now;
    }

    public static Task<string?> NumberAsync(this TransferTown town, long pupil) =>
        town.Center.Scope.ScalarAsync<string>("SELECT student_number FROM student WHERE student_id = @pupil", new { pupil });

    public static Task<string?> NumberStateAsync(this TransferTown town, long pupil) =>
        town.Center.Scope.ScalarAsync<string>("SELECT number_state FROM student WHERE student_id = @pupil", new { pupil });
}
