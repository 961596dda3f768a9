using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class ReconcileTests
{
    private const string Nightly = "replication_reconcile";

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_was_changed_or_deleted_at_the_nation_behind_the_products_back_is_repaired_and_what_was_added_is_reported(Engine engine)
    {
        await using var centers = await SettledAsync(engine);
        var (province, nation) = (centers["51"], centers.Nation);
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        var school = await nation.ScalarAsync<long>("SELECT MIN(school_id) FROM school");
        await nation.ExecuteAsync("UPDATE student SET former_name = '改动' WHERE student_id = @id", new { id = pupils[0] });
        await nation.ExecuteAsync(
            "UPDATE student SET former_name = '改动', row_version = row_version + 5 WHERE student_id = @id",
            new { id = pupils[1] });
        await nation.ExecuteAsync("DELETE FROM enrollment WHERE student_id = @id", new { id = pupils[2] });
        var forged = await nation.ScalarAsync<long>("SELECT MAX(class_id) FROM school_class") + 1000;
        await nation.ExecuteAsync(
            """
            INSERT INTO school_class (class_id, school_id, stage, entry_year, class_number, grade, name, type_code, schooling_system, status, formed_on,
                home_center, row_version)
            SELECT @forged, school_id, stage, entry_year, 91, grade, name, type_code, schooling_system, status, formed_on, home_center, 1
            FROM school_class WHERE class_id = (SELECT MIN(class_id) FROM school_class)
            """,
            new { forged });
        await nation.ExecuteAsync("DELETE FROM school_scope WHERE school_id = @school", new { school });

        var report = await ReconcileAsync(centers);

        Assert.AreEqual(5, report.Differing, report.ToText());
        Assert.AreEqual((3L, 0L), Of(report, "student", up: true));
        Assert.AreEqual((0L, 1L), Of(report, "school_class", up: true));
        Assert.AreEqual((1L, 0L), Of(report, "school", up: true));
        Assert.AreEqual(1, await centers.PushAsync("51"));
        await TableComparison.AreSameAsync(province, nation, "51");
        Assert.AreEqual(
            1, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM school_class WHERE class_id = @forged", new { forged }));
        Assert.AreEqual(1, (await ReconcileAsync(centers)).Differing);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_nightly_work_compares_keeps_its_report_and_has_sent_again_what_differs(Engine engine)
    {
        await using var centers = await SettledAsync(engine);
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        await centers.Nation.ExecuteAsync("UPDATE student SET former_name = '改动' WHERE student_id = @pupil", new { pupil });

        Assert.AreEqual(WorkOutcome.Idle, (await centers.RunAsync("00", Nightly)).Outcome, "the province compares");
        var run = await centers.RunAsync("51", Nightly);

        Assert.AreEqual(WorkOutcome.Done, run.Outcome, run.Error);
        Assert.IsGreaterThan(30, run.RowCount);
        var kept = (await centers["51"].RunAsync<ReconcileReports, IReadOnlyList<ReconcileReportRow>>(reports => reports.ListAsync(ReconcileReports.Last, 10, None))).Single();
        Assert.AreEqual((1L, 1L, run.RowCount), (kept.Differing, kept.Resent, kept.Aggregates));
        await centers.RunAsync("51", "replication_push");
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");

        centers.LineOf("51").Cut();
        var cut = await centers.RunAsync("51", Nightly);
        Assert.AreEqual((WorkOutcome.Failed, 1), (cut.Outcome, (await centers["51"].RunAsync<ReconcileReports, IReadOnlyList<ReconcileReportRow>>(reports => reports.ListAsync(ReconcileReports.Last, 10, None))).Count));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_was_changed_at_a_province_of_what_the_nation_gives_it_is_sent_again_by_the_nation(Engine engine)
    {
        await using var centers = await SettledAsync(engine);
        var (province, nation) = (centers["51"], centers.Nation);
        var ministry = await nation.ScalarAsync<long>("SELECT MIN(organization_id) FROM organization WHERE home_center = '00'");
        await province.ExecuteAsync("UPDATE organization SET name = '改动' WHERE organization_id = @ministry", new { ministry });
        await province.ExecuteAsync(
            "UPDATE code_item SET name = '改动' WHERE table_name = (SELECT MIN(table_name) FROM code_item)");

        var report = await ReconcileAsync(centers);

        Assert.AreEqual((1L, 0L), Of(report, "organization", up: false), report.ToText());
        Assert.AreEqual((1L, 0L), Of(report, "code_table", up: false), report.ToText());
        Assert.AreEqual(1, await centers.PullAsync("51"));
        Assert.AreEqual(0, await province.ScalarAsync<long>("SELECT COUNT(*) FROM organization WHERE name = '改动'"));
        Assert.AreEqual(0, await province.ScalarAsync<long>("SELECT COUNT(*) FROM code_item WHERE name = '改动'"));
        Assert.AreEqual(0, (await ReconcileAsync(centers)).Differing);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Where_nothing_differs_nothing_is_sent_and_what_is_on_its_way_is_no_difference(Engine engine)
    {
        await using var centers = await SettledAsync(engine);
        var province = centers["51"];
        var quiet = await ReconcileAsync(centers);
        Assert.AreEqual(0, quiet.Differing, quiet.ToText());
        Assert.AreEqual(30, quiet.Lines.Single(line => line is { Entity: "student", Up: true }).AtCopy);
        Assert.IsGreaterThan(0, quiet.Lines.Single(line => line is { Entity: "region", Up: false }).AtHome);
        Assert.AreEqual(0, await centers.PushAsync("51") + await centers.PullAsync("51"));

        await province.ChangeAsync(
            "student", "former_name = '甲'", await province.ScalarAsync<long>("SELECT MIN(student_id) FROM student"));
        var moving = await ReconcileAsync(centers);

        Assert.AreEqual(1, moving.Lines.Single(line => line is { Entity: "student", Up: true }).OnTheirWay);
        Assert.AreEqual(0, moving.Resent);
        Assert.AreEqual(2, await province.ScalarAsync<long>("SELECT COUNT(*) FROM reconcile_report"));
        Assert.Contains("已安排重发0条", moving.ToText());
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_pupil_whom_the_nation_knows_of_a_province_that_has_lost_him_is_not_deleted(Engine engine)
    {
        await using var centers = await SettledAsync(engine);
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        const long Foreign = 44 * KeyMaker.CenterFactor + 1;
        await CopyPupilAsync(centers.Nation, pupil, Foreign);

        var report = await ReconcileAsync(centers);

        Assert.AreEqual(1, report.Lines.Single(line => line is { Entity: "student", Up: true }).Left, report.ToText());
        Assert.AreEqual(0, await centers.PushAsync("51"));
    }

    private static async Task CopyPupilAsync(TestScope nation, long pupil, long id)
    {
        var columns = Storage.Replication.ReplicaCatalogue.Find("student")!.Tables[0].Columns.Select(c => c.Name)
            .Where(c => c != "student_id").ToList();
        await nation.ExecuteAsync(
            $"INSERT INTO student (student_id, {string.Join(", ", columns)}) SELECT @id, {string.Join(", ", columns)} FROM student WHERE student_id = @pupil",
            new { id, pupil });
    }

    private static (long Repaired, long Left) Of(ReconcileReport report, string entity, bool up)
    {
        var line = report.Lines.Single(l => l.Entity == entity && l.Up == up);
        return (line.Repaired, line.Left);
    }

    private static Task<ReconcileReport> ReconcileAsync(ReplicatedCenters centers) => centers["51"].RunAsync<Reconcile, ReconcileReport>(
        reconcile => reconcile.HandleAsync(None));

    // Everything in both directions has arrived, and both know it.
    private static async Task<ReplicatedCenters> SettledAsync(Engine engine)
    {
        var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        await centers.RouteAsync();
        await centers.PullAsync("51");
        await centers.PushAsync("51");
        await centers.PullAsync("51");
        return centers;
    }
}
