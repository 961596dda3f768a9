using ManagementPlatform.Core;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.National;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Writing;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Writing;

[TestClass]
public sealed class UnitOfWorkTests
{
    private const string Action = "region.rename";

    private static readonly Sql Rename = Sql.Portable("UPDATE dbo.region SET name = @name WHERE region_code = @code");

    private static readonly Sql Add = Sql.Portable(
        """
        INSERT INTO dbo.region (region_code, name, level, kind, is_county_authority, has_center)
        VALUES (@code, @name, 'city', 'standard', @no, @no)
        """);

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Rows_change_line_and_audit_line_are_stored_together(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var request = new Request(test);
        await request.CommitAsync(async cancel =>
        {
            await request.RenameAsync("510000", "蜀", cancel);
            request.Work.Changed(Entity.Region, 510000, 7);
            request.Work.Audited(new AuditLine(Entity.Region, 510000, Detail: new { After = "蜀" }));
        });
        Assert.AreEqual("蜀", await NameAsync(test));
        Assert.AreEqual("region 510000 7 upsert", await test.ScalarAsync<string>(
            "SELECT CONCAT(entity, ' ', entity_id, ' ', entity_version, ' ', operation) FROM change_log"));
        Assert.AreEqual("region.rename region 510000 done {\"after\":\"蜀\"}", await test.ScalarAsync<string>(
            "SELECT CONCAT(action, ' ', entity, ' ', entity_id, ' ', result, ' ', detail) FROM audit_event"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_refusal_leaves_only_the_audit_line_of_the_attempt(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var request = new Request(test);
        await Assert.ThrowsExactlyAsync<RefusalException>(() => request.CommitAsync(async cancel =>
        {
            await request.RenameAsync("510000", "蜀", cancel);
            request.Work.Changed(Entity.Region, 510000, 7);
            request.Work.Audited(new AuditLine(Entity.Region, 510000, Detail: new { After = "蜀" }));
            throw Refused.Conflict("taken", "名称已被使用。");
        }));
        Assert.AreEqual("四川省", await NameAsync(test));
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM change_log"));
        Assert.AreEqual("region.rename region 510000 refused taken ", await test.ScalarAsync<string>(
            "SELECT CONCAT(action, ' ', entity, ' ', entity_id, ' ', result, ' ', reason, ' ', detail) FROM audit_event"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_part_that_fails_takes_with_it_the_parts_of_its_own_that_did_not_and_nothing_else(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var session = new DbSession(test.Database);
        await session.InTransactionAsync(
            async () =>
            {
                await RenameAsync("before");
                Assert.IsNotNull(await session.TryAsync(
                    async () =>
                    {
                        await RenameAsync("outer");
                        Assert.IsNull(await session.TryAsync(() => RenameAsync("inner"), CancellationToken.None));
                        await session.ExecuteAsync(Add, new { code = "510000", name = "twice", no = false }, CancellationToken.None);
                    },
                    CancellationToken.None));
                return 0;
            },
            CancellationToken.None);
        Assert.AreEqual("before", await NameAsync(test));

        Task RenameAsync(string name) => session.ExecuteAsync(Rename, new { code = "510000", name }, CancellationToken.None);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_work_without_an_audit_line_is_a_defect_and_stores_nothing(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var request = new Request(test);
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => request.CommitAsync(cancel => request.RenameAsync("510000", "蜀", cancel)));
        Assert.AreEqual("四川省", await NameAsync(test));
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task After_a_failure_the_same_request_can_write_again(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var request = new Request(test);
        await Assert.ThrowsExactlyAsync<FormatException>(() => request.CommitAsync(async cancel =>
        {
            await request.RenameAsync("510000", "蜀", cancel);
            throw new FormatException();
        }));
        await request.CommitAsync(cancel => request.RenameAuditedAsync("510000", "川", cancel));
        Assert.AreEqual("川", await NameAsync(test));
        Assert.AreEqual(1, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event"));
    }

    // Each of the two takes the row that the other wants next. One writer at a time (SQLite) cannot come to that.
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_victim_of_a_deadlock_is_run_again(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var one = new Request(test);
        await using var other = new Request(test);
        await one.CommitAsync(cancel => one.AddAsync("510100", cancel));
        var bothHoldTheirFirst = new CountdownEvent(engine == Engine.Sqlite ? 1 : 2);
        var runs = 0;
        async Task SwapAsync(Request request, string first, string second, CancellationToken cancel)
        {
            Interlocked.Increment(ref runs);
            await request.RenameAuditedAsync(first, second, cancel);
            if (!bothHoldTheirFirst.IsSet)
                bothHoldTheirFirst.Signal();
            await Task.Run(bothHoldTheirFirst.Wait, cancel);
            await request.RenameAuditedAsync(second, first, cancel);
        }

        await Task.WhenAll(
            one.CommitAsync(cancel => SwapAsync(one, "510000", "510100", cancel)),
            other.CommitAsync(cancel => SwapAsync(other, "510100", "510000", cancel)));
        Assert.IsGreaterThanOrEqualTo(engine == Engine.Sqlite ? 2 : 3, runs);
        Assert.AreEqual(1 + 4, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_cancelled_work_stores_nothing(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await using var request = new Request(test);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => request.Work.CommitAsync(
            test.Center,
            Action,
            async cancel =>
            {
                await request.RenameAuditedAsync("510000", "蜀", cancel);
                await cancellation.CancelAsync();
                cancel.ThrowIfCancellationRequested();
                return 0;
            },
            cancellation.Token));
        Assert.AreEqual("四川省", await NameAsync(test));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Writers_of_one_row_queue_and_none_is_lost(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            await using var request = new Request(test);
            await request.CommitAsync(cancel => request.RenameAuditedAsync("510000", $"川{i}", cancel));
        }));
        Assert.AreEqual(16, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event"));
    }

    [TestMethod]
    public async Task A_file_that_another_program_writes_all_the_time_is_busy()
    {
        await using var test = await StartAsync(Engine.Sqlite);
        await using var otherProgram = await test.Database.OpenAsync(CancellationToken.None);
        await using var itsWrite = await test.Database.Dialect.BeginWriteAsync(otherProgram, CancellationToken.None);
        var impatient = Database.Of("sqlite", otherProgram.ConnectionString + ";Default Timeout=1");
        await using var session = new DbSession(impatient);
        var keys = new Identifiers(impatient);
        var work = new UnitOfWork(
            session, keys, new ScopedIdentifiers(keys), new RequestMark(), Homes(session, impatient), test.Time);
        await Assert.ThrowsExactlyAsync<CenterBusyException>(
            () => work.CommitAsync(test.Center, Action, _ => Task.FromResult(0), default));
    }

    private static HomeWriters Homes(DbSession session, Database database)
    {
        var center = new CurrentCenter(database);
        return new HomeWriters(session, new CenterStanding(session, center), center);
    }

    private static async Task<TestScope> StartAsync(Engine engine)
    {
        var test = await TestScope.CreateAsync(engine);
        await test.StartCenterAsync();
        return test;
    }

    private static Task<string?> NameAsync(TestScope test) =>
        test.ScalarAsync<string>("SELECT name FROM region WHERE region_code = '510000'");

    private sealed class Request(TestScope test) : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope = test.Open();

        public IUnitOfWork Work => _scope.ServiceProvider.GetRequiredService<IUnitOfWork>();

        private DbSession Session => _scope.ServiceProvider.GetRequiredService<DbSession>();

        public Task CommitAsync(Func<CancellationToken, Task> work) => Work.CommitAsync(
            test.Center,
            Action,
            async cancel =>
            {
                await work(cancel);
                return 0;
            },
            CancellationToken.None);

        public Task RenameAsync(string code, string name, CancellationToken cancel) =>
            Session.ExecuteAsync(Rename, new { code, name }, cancel);

        public async Task RenameAuditedAsync(string code, string name, CancellationToken cancel)
        {
            await RenameAsync(code, name, cancel);
            Work.Audited(new AuditLine(Entity.Region, null));
        }

        public async Task AddAsync(string code, CancellationToken cancel)
        {
            await Session.ExecuteAsync(Add, new { code, name = code, no = false }, cancel);
            Work.Audited(new AuditLine(Entity.Region, null));
        }

        public ValueTask DisposeAsync() => _scope.DisposeAsync();
    }
}
