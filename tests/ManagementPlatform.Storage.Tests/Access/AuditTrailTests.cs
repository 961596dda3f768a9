using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Access;

[TestClass]
public sealed class AuditTrailTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task An_untouched_trail_is_sound(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var result = await VerifyAsync(test);
        Assert.IsEmpty(result.Faults);
        Assert.AreEqual((3, 9), (result.Seals, result.Lines));
        Assert.AreEqual(0, await SealAsync(test));
    }

    [TestMethod]
    [DataRow("UPDATE audit_event SET user_name = '别人' WHERE seal_id = 2 AND entity_id = 4", "changed")]
    [DataRow("DELETE FROM audit_event WHERE seal_id = 2 AND entity_id = 4", "missing")]
    [DataRow(
        """
        INSERT INTO audit_event (audit_id, occurred_at, action, entity, result, seal_id)
        SELECT audit_id + 100000, occurred_at, action, entity, result, seal_id FROM audit_event WHERE seal_id = 2 AND entity_id = 4
        """,
        "added")]
    [DataRow("UPDATE audit_event SET seal_id = 1 WHERE seal_id = 2 AND entity_id = 4", "added,missing")]
    [DataRow("UPDATE audit_seal SET hash = previous_hash WHERE seal_id = 2", "changed,broken_chain")]
    [DataRow("DELETE FROM audit_seal WHERE seal_id = 2", "broken_chain,orphans")]
    [DataRow("DELETE FROM audit_seal WHERE seal_id = 3", "orphans")]
    public async Task Whatever_was_done_to_it_shows(string tampering, string codes)
    {
        await using var test = await StartAsync(Engine.Sqlite);
        await test.ScalarAsync<int>(tampering);
        var result = await VerifyAsync(test);
        Assert.AreEqual(codes, string.Join(',', result.Faults.Select(f => f.Code)));
    }

    [TestMethod]
    public async Task A_line_slipped_in_behind_the_seal_shows_when_it_is_sealed()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        await test.ScalarAsync<int>(
            """
            INSERT INTO audit_event (audit_id, occurred_at, action, entity, result)
            SELECT audit_id + 100000, '2026-08-01 00:00:00.000000', action, entity, result FROM audit_event WHERE entity_id = 4
            """);
        await SealAsync(test);
        Assert.AreEqual("backdated", (await VerifyAsync(test)).Faults.Single().Code);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_nodes_that_seal_at_once_make_one_chain(Engine engine)
    {
        await using var test = await StartAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            await ActAsync(test, 2);
            await Task.WhenAll(SealAsync(test), SealAsync(test), SealAsync(test));
        }

        await SealAsync(test);
        var result = await VerifyAsync(test);
        Assert.IsEmpty(result.Faults);
        Assert.AreEqual(19, result.Lines);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_line_whose_transaction_is_still_open_waits_for_the_next_seal(Engine engine)
    {
        if (engine == Engine.Sqlite)
            return; // one writer: there is no other open transaction
        await using var test = await StartAsync(engine);
        var mayCommit = new TaskCompletionSource();
        var open = test.RunAsync((IUnitOfWork work) => work.CommitAsync(
            test.Center,
            "probe.slow",
            async _ =>
            {
                work.Audited(new AuditLine(Entity.Job, 99));
                await mayCommit.Task;
                return true;
            },
            CancellationToken.None));
        await ActAsync(test, 1);
        Assert.AreEqual(1, await SealAsync(test));
        mayCommit.SetResult();
        await open;
        Assert.AreEqual(1, await SealAsync(test));
        Assert.IsEmpty((await VerifyAsync(test)).Faults);
    }

    // Three seals over three lines each; entity 1 to 9.
    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine, services => services.AddAccess());
        await test.StartCenterAsync();
        for (var seal = 0; seal < 3; seal++)
        {
            await ActAsync(test, 3, seal * 3);
            test.Time.Advance(TimeSpan.FromHours(1));
            Assert.AreEqual(3, await SealAsync(test));
        }

        return test;
    }

    private static async Task ActAsync(TestScope test, int times, int from = 100)
    {
        for (var i = 1; i <= times; i++)
        {
            var id = from + i;
            await test.RunAsync((IUnitOfWork work) => work.CommitAsync(
                test.Center,
                "probe.act",
                _ =>
                {
                    work.Audited(new AuditLine(Entity.Job, id, Reason: "试验", Detail: new { 说明 = "a;b:c" }));
                    return Task.FromResult(true);
                },
                CancellationToken.None));
        }
    }

    private static Task<int> SealAsync(TestScope test) =>
        test.RunAsync((IAuditTrail trail) => trail.SealAsync(1000, CancellationToken.None));

    private static Task<AuditVerification> VerifyAsync(TestScope test) =>
        test.RunAsync((VerifyAudit verify) => verify.HandleAsync(null, CancellationToken.None));
}
