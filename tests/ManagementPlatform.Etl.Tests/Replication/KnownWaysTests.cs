using System.Diagnostics;
using Dapper;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Writing;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>
/// The list of how replication is known to fail, a test each. Number 4 is in <see cref="QuarantineTests"/>, 9 in
/// <see cref="MassChangeTests"/>; 7 and 8 are tested where jobs are.
/// </summary>
[TestClass]
public sealed class KnownWaysTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod]
    public async Task Known_way_1_a_transaction_that_commits_late_is_not_left_behind()
    {
        await using var centers = await ReplicatedCenters.FilledAsync(Engine.PostgreSql, 30);
        var province = centers["51"];
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        await using (var late = await province.Database.OpenAsync(None))
        await using (var open = await late.BeginTransactionAsync(None))
        {
            await late.ExecuteAsync(
                "UPDATE student SET former_name = '迟', row_version = row_version + 1 WHERE student_id = @id",
                new { id = pupils[0] }, open);
            await late.ExecuteAsync(Line, await LineAsync(province, pupils[0]), open);

            await province.ChangeAsync("student", "former_name = '早'", pupils[1]);
            Assert.AreEqual(1, await centers.PushAsync("51"));
            await open.CommitAsync(None);
        }

        Assert.AreEqual(1, await centers.PushAsync("51"));
        await TableComparison.AreSameAsync(province, centers.Nation, "51");
        Assert.AreEqual("迟", await centers.Nation.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @id", new { id = pupils[0] }));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_1_what_many_writers_commit_while_batches_are_cut_is_sent_once_each(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30, batch: 20);
        var province = centers["51"];
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        var before = await province.ScalarAsync<long>("SELECT COUNT(*) FROM change_log");
        const int Writers = 6, Each = 25;

        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await ChangeInOneTransactionAsync(
                    province, pupils[(writer * 5) + (i % 5)], $"{writer}-{i}", TimeSpan.FromMilliseconds((writer * i) % 7));
        })));
        while (!writing.IsCompleted)
            await centers.PushAsync("51");
        await writing;
        await centers.PushAsync("51");

        Assert.AreEqual(before + (Writers * Each), await province.ScalarAsync<long>("SELECT COUNT(*) FROM change_log"));
        Assert.AreEqual(0, await province.ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE batch_number IS NULL"));
        await TableComparison.AreSameAsync(province, centers.Nation, "51");
        Assert.AreEqual(0, await centers.PushAsync("51"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_2_a_pupil_who_is_handed_over_arrives_whole_where_the_cursor_is_past_his_old_rows(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        await centers.AddAsync(engine, "44");
        await centers.JoinAsync("44");
        await centers.PullAsync("44");
        var id = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        Assert.AreEqual(0, await centers["44"].ScalarAsync<long>("SELECT COUNT(*) FROM student"));

        await centers["51"].ChangeAsync("student", "home_center = '44'", id, "hand_over");
        await centers.PushAsync("51");
        await centers.PullAsync("44");

        foreach (var table in (string[])["student", "enrollment", "student_family_member", "student_number", "student_number_history", "identity_document"])
        {
            var count = $"SELECT COUNT(*) FROM {table} WHERE student_id = @id";
            Assert.IsGreaterThan(0, await centers["44"].ScalarAsync<long>(count, new { id }), table);
            Assert.AreEqual(
                await centers["51"].ScalarAsync<long>(count, new { id }),
                await centers["44"].ScalarAsync<long>(count, new { id }), table);
        }

        await TableComparison.AreSameAsync(centers["44"], centers.Nation, "44");
        await centers["44"].ChangeAsync("student", "former_name = '新家'", id);
        await centers.PushAsync("44");
        Assert.AreEqual(
            "新家", await centers.Nation.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @id", new { id }));
        await centers["51"].ChangeAsync("student", "former_name = '旧家'", id);
        await centers["51"].ChangeAsync("student", "former_name = '旧家'", id);
        await centers.PushAsync("51");
        Assert.AreEqual(
            "新家", await centers.Nation.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @id", new { id }),
            "the old home writes him no more");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_3_what_was_deleted_and_made_anew_with_its_key_replaces_it(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var (province, nation) = (centers["51"], centers.Nation);
        var old = await province.CopyClassAsync(95);
        await province.LogAsync("school_class", old);
        await centers.PushAsync("51");
        Assert.AreEqual(1, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM school_class WHERE class_number = 95"));

        await province.ExecuteAsync("DELETE FROM school_class WHERE class_id = @old", new { old });
        await province.LogAsync("school_class", old, "delete", version: 2);
        var made = await province.CopyClassAsync(95);
        await province.LogAsync("school_class", made);
        await centers.PushAsync("51");

        Assert.AreEqual(made, await nation.ScalarAsync<long>("SELECT class_id FROM school_class WHERE class_number = 95"));
        await TableComparison.AreSameAsync(province, nation, "51");
        Assert.AreEqual(0, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_3_keys_that_two_have_changed_for_each_others_arrive_in_one_batch_or_in_two(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var (province, nation) = (centers["51"], centers.Nation);
        var (one, other) = (await province.CopyClassAsync(95), await province.CopyClassAsync(96));
        await province.LogAsync("school_class", one);
        await province.LogAsync("school_class", other);
        await centers.PushAsync("51");

        await SwapAsync(96, 95);
        await province.LogAsync("school_class", one);
        await province.LogAsync("school_class", other);
        await centers.PushAsync("51");
        await TableComparison.AreSameAsync(province, nation, "51");

        await SwapAsync(95, 96);
        await province.LogAsync("school_class", one);
        await centers.PushAsync("51");
        Assert.AreEqual("key_taken", await nation.ScalarAsync<string>("SELECT reason FROM replication_quarantine"));
        await province.LogAsync("school_class", other);
        await centers.PushAsync("51");
        await TableComparison.AreSameAsync(province, nation, "51");
        Assert.AreEqual(0, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));

        async Task SwapAsync(int ofOne, int ofOther)
        {
            await province.ExecuteAsync("UPDATE school_class SET class_number = 99 WHERE class_id = @one", new { one });
            await province.ExecuteAsync(
                "UPDATE school_class SET class_number = @ofOther, row_version = row_version + 1 WHERE class_id = @other",
                new { other, ofOther });
            await province.ExecuteAsync(
                "UPDATE school_class SET class_number = @ofOne, row_version = row_version + 1 WHERE class_id = @one",
                new { one, ofOne });
        }
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_3_a_number_of_a_pupil_who_was_deleted_goes_to_another(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var (province, nation) = (centers["51"], centers.Nation);
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        var (gone, heir) = (pupils[0], pupils[1]);
        var number = await province.ScalarAsync<string>(
            "SELECT student_number FROM student WHERE student_id = @gone", new { gone });
        await DeletePupilAsync(province, gone);
        var own = await province.ScalarAsync<string>("SELECT student_number FROM student WHERE student_id = @heir", new { heir });
        foreach (var table in (string[])["student_number", "student_number_history"])
            await province.ExecuteAsync(
                $"UPDATE {table} SET number = @number WHERE student_id = @heir AND number = @own", new { number, heir, own });
        await province.ChangeAsync("student", $"student_number = '{number}'", heir);

        await centers.PushAsync("51");
        Assert.AreEqual(
            1, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM contested_key"), "the deletion has not been heard of");
        await province.LogAsync("student", gone, "delete", version: 1_000);
        await centers.PushAsync("51");

        Assert.AreEqual(
            heir, await nation.ScalarAsync<long>("SELECT student_id FROM student_number WHERE number = @number", new { number }));
        Assert.AreEqual(0, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM contested_key"));
        await TableComparison.AreSameAsync(province, nation, "51");
    }

    [TestMethod]
    public async Task Known_way_5_a_batch_in_which_every_row_loses_sends_no_more_statements_than_one_in_which_every_row_wins()
    {
        await using var centers = await ReplicatedCenters.FilledAsync(Engine.PostgreSql, 30);
        var province = centers["51"];
        await ChangeAllAsync(province, "胜");
        var winning = await CountAsync(() => centers.PushAsync("51"));
        Assert.AreEqual(30, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student WHERE former_name = '胜'"));

        await centers.Nation.ExecuteAsync("UPDATE student SET row_version = row_version + 100");
        await ChangeAllAsync(province, "负");
        var losing = await CountAsync(() => centers.PushAsync("51"));

        Assert.AreEqual(30, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student WHERE former_name = '胜'"));
        Assert.IsGreaterThan(10, winning);
        Assert.IsLessThan(winning, losing);
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_6_of_two_centers_that_made_the_same_natural_key_both_keep_their_pupil(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        await centers.AddAsync(engine, "44");
        await centers.JoinAsync("44");
        await centers.PullAsync("44");
        await centers.FillAsync("44", "440103", 30);
        var first = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM identity_document");
        var second = await centers["44"].ScalarAsync<long>("SELECT MIN(student_id) FROM identity_document");
        var document = await centers["51"].ScalarAsync<string>(
            "SELECT document_number FROM identity_document WHERE student_id = @first", new { first });
        await centers["44"].ExecuteAsync(
            "UPDATE identity_document SET document_number = @document WHERE student_id = @second", new { document, second });
        await centers["44"].ChangeAsync("student", $"document_number = '{document}'", second);

        await centers.PushAsync("44");
        await centers.PushAsync("51");

        var nation = centers.Nation;
        Assert.AreEqual(60, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.AreEqual(first, await nation.ScalarAsync<long>("SELECT student_id FROM identity_document WHERE document_number = @document", new { document }));
        Assert.AreEqual(first, await nation.ScalarAsync<long>("SELECT holder_id FROM contested_key WHERE student_id = @second AND kind = 'document'", new { second }));
        Assert.AreEqual(
            document,
            await nation.ScalarAsync<string>("SELECT document_number FROM student WHERE student_id = @second", new { second }),
            "nothing of him is lost");
        Assert.AreEqual(0, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Known_way_10_a_clock_that_jumps_changes_nothing(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 30);
        var (province, nation) = (centers["51"], centers.Nation);
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        foreach (var (jump, i) in ((int[])[900, -1_800, 5_000, -4_000]).Select((jump, i) => (jump, i)))
        {
            province.Time.Advance(TimeSpan.FromDays(jump));
            await province.ChangeAsync("student", $"former_name = '第{i}次'", pupils[i]);
            await province.ChangeAsync("student", $"former_name = '第{i}次'", pupils[9]);
            nation.Time.Advance(TimeSpan.FromDays(-jump / 2));
            Assert.AreEqual(1, await centers.PushAsync("51"));
            await centers.PullAsync("51");
        }

        Assert.AreEqual(
            "第3次",
            await nation.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @id", new { id = pupils[9] }));
        await TableComparison.AreSameAsync(province, nation, "51");
    }

    private const string Line =
        """
        INSERT INTO change_log (change_id, entity, entity_id, entity_version, operation, logged_at)
        VALUES (@changeId, 'student', @id, 1, 'upsert', @now)
        """;

    private static async Task<object> LineAsync(TestScope province, long id) =>
        new { changeId = await province.Services.GetRequiredService<Identifiers>().ReserveAsync(1, None), id, now = province.Time.GetUtcNow() };

    private static async Task ChangeInOneTransactionAsync(TestScope province, long id, string name, TimeSpan open)
    {
        var line = await LineAsync(province, id);
        await using var connection = await province.Database.OpenAsync(None);
        await using var transaction = await province.Database.Dialect.BeginWriteAsync(connection, None);
        await connection.ExecuteAsync(Line, line, transaction);
        await connection.ExecuteAsync(
            "UPDATE student SET former_name = @name, row_version = row_version + 1 WHERE student_id = @id",
            new { name, id }, transaction);
        await Task.Delay(open);
        await transaction.CommitAsync(None);
    }

    private static async Task ChangeAllAsync(TestScope province, string name)
    {
        foreach (var pupil in await province.QueryAsync<long>("SELECT student_id FROM student"))
            await province.ChangeAsync("student", $"former_name = '{name}'", pupil);
    }

    private static async Task DeletePupilAsync(TestScope province, long id)
    {
        var tables = Storage.Replication.ReplicaCatalogue.Find("student")!.Tables.Where(t => t.KeyIndex >= 0)
            .Select(t => t.Name).Reverse();
        foreach (var table in tables)
            await province.ExecuteAsync($"DELETE FROM {table} WHERE student_id = @id", new { id });
    }

    // The driver tells of every command that it sends.
    private static async Task<int> CountAsync(Func<Task> act)
    {
        var count = 0;
        using var root = new Activity("count").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.RootId == root.RootId)
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await act();
        return count;
    }
}
