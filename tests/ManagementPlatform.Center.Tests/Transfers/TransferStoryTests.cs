using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

[TestClass]
public sealed class TransferStoryTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Four_parties_approve_and_the_pupil_and_his_archive_are_at_the_new_school(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (status, submitted) = await town.RequestAsync();
        Assert.AreEqual(201, status, submitted.ToString());
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();
        Assert.AreEqual("待转入学校核办", submitted.GetProperty("case").GetProperty("stateName").GetString());
        Assert.AreEqual(
            "2026-09-20", submitted.GetProperty("case").GetProperty("dueOn").GetString(),
            "ten working days from Monday the 7th: Sunday the 20th makes up for 国庆节");

        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "待调档");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.To, "已办结", town.ToClass);

        var (found, pupil) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Get, $"/students/{town.Pupil}");
        Assert.AreEqual(200, found, pupil.ToString());
        Assert.AreEqual(town.ToClass, pupil.GetProperty("classId").GetInt64());
        var (lost, _) = await town.SendAsync(Role.Registrar, TransferTown.From, HttpMethod.Get, $"/students/{town.Pupil}");
        Assert.AreEqual(404, lost, "he is the new school's now");
        var scope = town.Center.Scope;
        var of = new { pupil = town.Pupil, from = TransferTown.From };
        Assert.AreEqual(
            1,
            await scope.ScalarAsync<int>("SELECT COUNT(*) FROM enrollment WHERE student_id = @pupil AND ended_on IS NULL", of));
        Assert.AreEqual(1, await scope.ScalarAsync<int>("SELECT COUNT(*) FROM archive_copy WHERE student_id = @pupil AND school_id = @from", of));
        Assert.AreEqual(0, await scope.ScalarAsync<int>("SELECT COUNT(*) FROM open_case WHERE student_id = @pupil", of));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_comes_back_is_completed_and_goes_on_where_it_was_and_a_refusal_ends_it_and_frees_the_pupil(
        Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        var (_, submitted) = await town.RequestAsync();
        var caseId = submitted.GetProperty("case").GetProperty("caseId").GetInt64();
        var (blocked, problem) = await town.RequestAsync();
        Assert.AreEqual(400, blocked);
        StringAssert.Contains(problem.ToString(), "transfer_running", StringComparison.Ordinal);

        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        var (returned, now) = await town.DecideAsync(caseId, Role.Registrar, TransferTown.ToCounty, "return", "请补充户口簿");
        Assert.AreEqual((200, "退回补正"), (returned, now.GetProperty("stateName").GetString()));
        var (again, resubmitted) = await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Post, $"/cases/{caseId}/resubmission", new { explanation = "已补充" },
            now.GetProperty("version").GetInt32());
        Assert.AreEqual((200, "待转入主管部门核办"), (again, resubmitted.GetProperty("stateName").GetString()));

        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        var (refused, ended) = await town.DecideAsync(caseId, Role.Leader, TransferTown.From, "refuse", "该生家长不同意");
        Assert.AreEqual((200, "核办不通过"), (refused, ended.GetProperty("stateName").GetString()));
        Assert.AreEqual(201, (await town.RequestAsync()).Status, "he is free for a new application");
    }
}
