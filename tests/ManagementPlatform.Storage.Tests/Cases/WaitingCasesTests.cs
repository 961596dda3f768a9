using Dapper;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Cases;

/// <summary>Many cases that wait at two counties and their schools, put there past the product.</summary>
[TestClass]
public sealed class WaitingCasesTests
{
    private const int Many = 20_000;

    private static readonly Table<OpenCase> Opens = new("open_case", "student_id", "case_id");

    [TestMethod, DataRow(Engine.Sqlite), DataRow(Engine.PostgreSql)]
    public async Task A_page_of_the_inbox_reads_ranges_of_its_indexes_and_sorts_no_backlog(Engine engine)
    {
        await using var test = await StartAsync(engine, Many);
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        if (engine == Engine.PostgreSql)
            await connection.ExecuteAsync("ANALYZE open_case");
        var values = new { organizationId = TestSchool.County, from = new DateOnly(2026, 9, 1), before = DateOnly.MaxValue, after = 0L, kind = (string?)null, take = 51 };
        var plan = string.Join('\n', engine == Engine.Sqlite
            ? (await connection.QueryAsync("EXPLAIN QUERY PLAN " + InboxQueries.Inbox.For(engine), values))
                .Select(row => (string)row.detail)
            : await connection.QueryAsync<string>("EXPLAIN " + InboxQueries.Inbox.For(engine).Replace("@kind", "CAST(@kind AS varchar)", StringComparison.Ordinal), values));

        StringAssert.Contains(plan, "ix_open_case_inbox", StringComparison.OrdinalIgnoreCase);
        StringAssert.Contains(plan, "ix_open_case_escalated", StringComparison.OrdinalIgnoreCase);
        Assert.IsFalse(plan.Contains("Seq Scan on open_case", StringComparison.Ordinal) || plan.Contains("SCAN o\n", StringComparison.Ordinal), plan);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task All_that_wait_are_reminded_and_go_up_in_one_run_and_two_more_at_once_do_nothing(Engine engine)
    {
        await using var test = await StartAsync(engine, 600);
        test.Time.Now = new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
        await RunAsync(test);

        var events = await test.ScalarAsync<int>("SELECT COUNT(*) FROM case_event");
        Assert.AreEqual(600, await test.ScalarAsync<int>("SELECT COUNT(*) FROM case_event WHERE kind = 'reminder_9'"));
        Assert.AreEqual(
            600, await test.ScalarAsync<int>("SELECT COUNT(*) FROM open_case WHERE escalated_to IS NOT NULL AND reminded = 9"));
        await Task.WhenAll(RunAsync(test), RunAsync(test));
        Assert.AreEqual(events, await test.ScalarAsync<int>("SELECT COUNT(*) FROM case_event"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Two_nodes_that_run_at_once_give_each_reminder_once(Engine engine)
    {
        await using var test = await StartAsync(engine, 600);
        test.Time.Now = new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero);
        await Task.WhenAll(RunAsync(test), RunAsync(test), RunAsync(test));
        Assert.AreEqual(1800, await test.ScalarAsync<int>("SELECT COUNT(*) FROM case_event WHERE kind IN ('reminder_3', 'reminder_7', 'reminder_9')"));
        Assert.AreEqual(0, await test.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE result = 'refused'"));
    }

    private static Task RunAsync(TestScope test) => test.RunAsync<KeepDeadlines>(keep => keep.RunAsync(CancellationToken.None));

    /// <summary>Waiting since the days of September and October, a sixtieth each.</summary>
    private static async Task<TestScope> StartAsync(Engine engine, int cases)
    {
        var test = await TestScope.CreateAsync(engine, services => services
            .AddSingleton<ICurrentCenter, CurrentCenter>().AddSingleton<IReferenceData, TestReference>()
            .AddScoped<CaseStore>().AddScoped<InboxQueries>().AddScoped<IDeadlineStore, DeadlineStore>().AddScoped<KeepDeadlines>());
        await test.StartCenterAsync();
        await TestSchool.CreateAsync(test);
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        await using var transaction = await test.Database.Dialect.BeginWriteAsync(connection, CancellationToken.None);
        await test.Database.Dialect.BulkInsertAsync(
            connection, transaction, Opens, Enumerable.Range(1, cases).Select(Waiting), CancellationToken.None);
        await transaction.CommitAsync();
        return test;
    }

    private static OpenCase Waiting(int i)
    {
        var on = new DateOnly(2026, 9, 1).AddDays(i % 60);
        return new OpenCase
        {
            StudentId = i,
            CaseId = i,
            Kind = "transfer",
            Holds = OpenCase.HoldsPupil,
            StepNumber = 1,
            Round = 1,
            Node = i % 2 == 0 ? CaseNodes.ToSchool : CaseNodes.ToBureau,
            OrganizationId = i % 2 == 0 ? TestSchool.Id : TestSchool.County,
            WaitingSince = new DateTimeOffset(on, TimeOnly.MinValue, TimeSpan.Zero),
            WaitingOn = on,
            WorkingDays = 10,
            DueOn = TestReference.Snapshot.Calendar.AddWorkingDays(on, 10),
        };
    }
}
