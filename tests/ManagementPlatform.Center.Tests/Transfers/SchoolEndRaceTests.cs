using System.Text.Json;
using Dapper;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>
/// A school closes at the moment a case comes to it: whoever is first wins, and no case waits for somebody who is gone.
/// </summary>
[TestClass]
public sealed class SchoolEndRaceTests
{
    private const int Rounds = 12;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SchoolDecision Decision = new(new DateOnly(2026, 9, 1), "川教〔2026〕1号");
    private static readonly Caller City = TestSchool.Person(9, TestSchool.City, Tier.City, Role.Registrar);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_end_waits_for_a_case_that_arrives_and_hands_it_to_the_bureau(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.RegisterCodesAsync();
        await using var scope = town.Center.App.Services.CreateAsyncScope();
        var (arrived, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var arriving = ArriveAsync(scope.ServiceProvider, town, arrived, commit.Task);
        await arrived.Task;

        var end = Task.Run(() => CloseAsync(town, version: 1));
        Assert.AreNotSame(end, await Task.WhenAny(end, Task.Delay(Moment)), "it did not wait");
        commit.SetResult();
        await arriving;
        await end;

        Assert.AreEqual(TransferTown.ToCounty, await HolderAsync(town));
        await EndAsync(town);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_case_that_arrives_waits_for_the_end_and_is_refused(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.PersonAsync(Role.Registrar, TransferTown.To);
        var (status, refused) = await WhileClosingAsync(town, () => town.RequestAsync());
        Assert.AreEqual(400, status, refused.ToString());
        Assert.Contains("school_not_active", refused.ToString());
        Assert.AreEqual(0, await town.CountAsync("open_case"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_case_that_is_returned_waits_for_the_end_and_comes_to_the_bureau(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.PersonAsync(Role.Registrar, TransferTown.ToCounty);
        var (status, returned) = await WhileClosingAsync(
            town, () => town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, "return", "请补充"));
        Assert.AreEqual((200, "退回补正"), (status, returned.GetProperty("stateName").GetString()), returned.ToString());
        Assert.AreEqual(TransferTown.ToCounty, await HolderAsync(town));
        await EndAsync(town);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task At_the_same_moment_no_case_is_left_with_a_school_that_is_gone(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        await town.RegisterCodesAsync();
        var both = 0;
        for (var round = 0; round < Rounds; round++)
        {
            town.ForgetPeople();
            foreach (var organization in new[] { TransferTown.To, TransferTown.ToCounty, TransferTown.FromCounty })
                await town.PersonAsync(Role.Registrar, organization);
            var arrive = await ArrivalAsync(town, round % 3);
            var version = await town.Center.Scope.ScalarAsync<int>(
                "SELECT row_version FROM organization WHERE organization_id = @To", new { TransferTown.To });

            var closed = await Task.WhenAll(Task.Run(arrive), Task.Run(() => SucceedsAsync(async () =>
            {
                await Task.Delay(round % 4 * 3); // now one is first, now the other
                await CloseAsync(town, version);
            })));
            both += closed.All(succeeded => succeeded) ? 1 : 0;

            Assert.AreEqual(0, await town.CountAsync(
                "open_case AS w JOIN organization AS o ON o.organization_id = w.organization_id WHERE o.is_active = @no",
                new { no = false }));
            if (await town.CountAsync("open_case") > 0)
                await EndAsync(town, closed[1] ? TransferTown.ToCounty : TransferTown.To);
            await ReopenAsync(town);
        }

        Assert.IsGreaterThan(0, both, "an end does not keep every case out");
    }

    // A request that comes to the school, a case that is returned to it, and one that comes to it for the place in a class.
    private static async Task<Func<Task<bool>>> ArrivalAsync(TransferTown town, int kind)
    {
        if (kind == 0)
            return async () => (await town.RequestAsync()).Status == 201;
        var caseId = await town.SubmitAsync();
        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        if (kind == 1)
            return async () =>
                (await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, "return", "请补充")).Status == 200;
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        return async () => (await town.DecideAsync(caseId, Role.Registrar, TransferTown.FromCounty)).Status == 200;
    }

    // Stays in its transaction between "it has come" and "commit".
    private static Task ArriveAsync(IServiceProvider services, TransferTown town, TaskCompletionSource arrived, Task commit)
    {
        var (desk, work) = (services.GetRequiredService<CaseDesk>(), services.GetRequiredService<IUnitOfWork>());
        return work.CommitAsync(TestSchool.Person(8, TransferTown.To, Tier.School, Role.Registrar), "transfer.request", async cancel =>
        {
            var progress = await desk.OpenAsync(File(town), [(CaseNodes.ToSchool, 10), (CaseNodes.ToBureau, 10)], cancel);
            work.Audited(new AuditLine(Entity.Case, null));
            arrived.SetResult();
            await commit;
            return progress;
        }, None);
    }

    private static CaseFile File(TransferTown town) => new()
    {
        StudentId = town.Pupil,
        CaseId = 99,
        Kind = TransferCase.KindCode,
        OrganizationId = TransferTown.To,
        FromSchoolId = TransferTown.From,
        ToSchoolId = TransferTown.To,
        Content = new TransferContent(nameof(TransferRoute.AcrossCounties), town.Keys.Name!, "24", 2026, null).ToJson(),
        Round = 1,
        ProgressCodeHash = ProgressCode.HashOf("12345678"),
        SubmittedBy = 1,
        SubmittedAt = town.Time.Now,
        RowVersion = 1,
    };

    private static async Task<(int Status, JsonElement Body)> WhileClosingAsync(
        TransferTown town, Func<Task<(int Status, JsonElement Body)>> arrive)
    {
        var database = town.Center.Scope.Database;
        await using var connection = await database.OpenAsync(None);
        await using var transaction = await database.Dialect.BeginWriteAsync(connection, None);
        await connection.ExecuteAsync(
            "UPDATE school SET status = 'closed' WHERE school_id = @To", new { TransferTown.To }, transaction);
        var arriving = Task.Run(arrive);
        Assert.AreNotSame(arriving, await Task.WhenAny(arriving, Task.Delay(Moment)), "it did not wait");
        await transaction.CommitAsync();
        return await arriving;
    }

    private static Task CloseAsync(TransferTown town, int version) =>
        town.UseAsync<CloseSchool>(close => close.HandleAsync(TransferTown.To, version, Decision, City, None));

    private static async Task<bool> SucceedsAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RefusalException)
        {
            return false;
        }
    }

    private static Task<long> HolderAsync(TransferTown town) =>
        town.Center.Scope.ScalarAsync<long>("SELECT organization_id FROM open_case");

    // Whoever is left with it can take it back, and then the pupil is free.
    private static async Task EndAsync(TransferTown town, long organization = 0)
    {
        var caseId = await town.Center.Scope.ScalarAsync<long>("SELECT case_id FROM open_case");
        if (organization == 0)
            organization = TransferTown.ToCounty;
        var version = (await town.CaseAsync(caseId, organization)).GetProperty("version").GetInt32();
        var (status, ended) = await town.SendAsync(
            Role.Registrar, organization, HttpMethod.Post, $"/cases/{caseId}/withdrawal", version: version);
        if (status == 403)
            (status, ended) = await town.DecideAsync(caseId, Role.Registrar, await HolderAsync(town), "refuse", "接收学校已撤销");
        Assert.AreEqual(200, status, ended.ToString());
        Assert.AreEqual(0, await town.CountAsync("open_case"));
    }

    private static async Task ReopenAsync(TransferTown town)
    {
        await using var connection = await town.Center.Scope.Database.OpenAsync(None);
        await connection.ExecuteAsync(
            """
            UPDATE organization SET is_active = @yes, code = '2151000002' WHERE organization_id = @To;
            UPDATE school SET status = 'active' WHERE school_id = @To;
            UPDATE school_class SET status = 'active', finished_on = NULL WHERE school_id = @To;
            UPDATE school_code SET state = 'active', voided_on = NULL, reason = NULL WHERE school_id = @To;
            """,
            new { yes = true, TransferTown.To });
    }
}
