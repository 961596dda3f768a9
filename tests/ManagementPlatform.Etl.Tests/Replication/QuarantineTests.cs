using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class QuarantineTests
{
    private const string Waiting = "SELECT COUNT(*) FROM replication_quarantine";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_a_key_refuses_is_set_aside_alone_and_applied_once_the_key_is_free(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 60);
        var (province, nation) = (centers["51"], centers.Nation);
        var (one, other) = await TwoClassesAsync(province);
        var pupil = await province.ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        await nation.ExecuteAsync("UPDATE school_class SET class_number = 77 WHERE class_id = @one", new { one });

        await province.ChangeAsync("school_class", "class_number = 77", other);
        await province.ChangeAsync("student", "former_name = '曾用'", pupil);
        Assert.AreEqual(1, await centers.PushAsync("51"));

        Assert.AreEqual(
            "曾用", await nation.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @pupil", new { pupil }),
            "held back by nobody");
        Assert.AreEqual("key_taken", await nation.ScalarAsync<string>("SELECT reason FROM replication_quarantine WHERE entity_id = @other", new { other }));
        Assert.AreEqual(1, await nation.ScalarAsync<long>(Waiting));

        await nation.ExecuteAsync("UPDATE school_class SET class_number = 78 WHERE class_id = @one", new { one });
        await province.ChangeAsync("student", "former_name = '又改'", pupil);
        await centers.PushAsync("51");

        Assert.AreEqual(
            77, await nation.ScalarAsync<int>("SELECT class_number FROM school_class WHERE class_id = @other", new { other }));
        Assert.AreEqual(0, await nation.ScalarAsync<long>(Waiting));
    }

    [TestMethod]
    public async Task An_operator_tries_again_or_throws_away_what_waits()
    {
        await using var centers = await ReplicatedCenters.FilledAsync(Engine.Sqlite, 60);
        var (province, nation) = (centers["51"], centers.Nation);
        var (one, other) = await TwoClassesAsync(province);
        await nation.ExecuteAsync("UPDATE school_class SET class_number = 77 WHERE class_id = @one", new { one });
        await province.ChangeAsync("school_class", "class_number = 77", other);
        await centers.PushAsync("51");

        Assert.AreEqual(
            0, await nation.RunAsync<SteerQuarantine, int>(steer => steer.RetryAsync(nation.Center, CancellationToken.None)));
        Assert.AreEqual(
            3, await nation.ScalarAsync<int>("SELECT tries FROM replication_quarantine"),
            "when it came, after its batch, and now");
        await nation.ExecuteAsync("UPDATE school_class SET class_number = 78 WHERE class_id = @one", new { one });
        Assert.AreEqual(
            1, await nation.RunAsync<SteerQuarantine, int>(steer => steer.RetryAsync(nation.Center, CancellationToken.None)));
        Assert.AreEqual(0, await nation.ScalarAsync<long>(Waiting));

        await nation.ExecuteAsync("UPDATE school_class SET class_number = 79 WHERE class_id = @one", new { one });
        await province.ChangeAsync("school_class", "class_number = 79", other);
        await centers.PushAsync("51");
        Assert.AreEqual(1, await nation.RunAsync<SteerQuarantine, int>(steer => steer.DiscardAsync(other, nation.Center, CancellationToken.None)));
        Assert.AreEqual(0, await nation.ScalarAsync<long>(Waiting));
        await Assert.ThrowsExactlyAsync<Core.RefusalException>(
            () => nation.RunAsync<SteerQuarantine>(steer => steer.DiscardAsync(other, nation.Center, CancellationToken.None)));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_the_schema_refuses_is_set_aside_with_its_rows_and_its_next_version_is_applied(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 60);
        var (province, nation) = (centers["51"], centers.Nation);
        var (one, other) = await TwoClassesAsync(province);
        await RefuseAsync(engine, nation);

        await province.ChangeAsync("school_class", "name = '坏'", one);
        await province.ChangeAsync("school_class", "name = '好'", other);
        await centers.PushAsync("51");

        Assert.AreEqual(
            "好", await nation.ScalarAsync<string>("SELECT name FROM school_class WHERE class_id = @other", new { other }));
        Assert.AreEqual(
            "bad_value",
            await nation.ScalarAsync<string>("SELECT reason FROM replication_quarantine WHERE entity_id = @one", new { one }));
        Assert.Contains("坏", (await nation.ScalarAsync<string>("SELECT content FROM replication_quarantine"))!);

        await province.ChangeAsync("school_class", "name = '改好'", one);
        await centers.PushAsync("51");

        Assert.AreEqual(
            "改好", await nation.ScalarAsync<string>("SELECT name FROM school_class WHERE class_id = @one", new { one }));
        Assert.AreEqual(0, await nation.ScalarAsync<long>(Waiting));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_child_before_its_parent_waits_and_is_applied_when_the_parent_has_arrived_by_whatever_batch(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 60);
        var (province, nation) = (centers["51"], centers.Nation);
        var pupil = await province.ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        var school = await province.ScalarAsync<long>("SELECT school_id FROM student WHERE student_id = @pupil", new { pupil });
        var like = await province.ScalarAsync<long>(
            "SELECT MIN(class_id) FROM school_class WHERE school_id = @school", new { school });
        var copy = await province.CopyClassAsync(90, like);

        await province.ChangeAsync("student", $"class_id = {copy}", pupil);
        await centers.PushAsync("51");
        Assert.AreEqual("parent_missing", await nation.ScalarAsync<string>("SELECT reason FROM replication_quarantine WHERE entity_id = @pupil", new { pupil }));
        Assert.AreNotEqual(
            copy, await nation.ScalarAsync<long>("SELECT class_id FROM student WHERE student_id = @pupil", new { pupil }));

        await province.LogAsync("school_class", copy);
        await centers.PushAsync("51");

        Assert.AreEqual(
            copy, await nation.ScalarAsync<long>("SELECT class_id FROM student WHERE student_id = @pupil", new { pupil }));
        Assert.AreEqual(0, await nation.ScalarAsync<long>(Waiting));
        await TableComparison.AreSameAsync(province, nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_number_that_its_holder_gives_up_goes_to_the_pupil_who_also_claimed_it(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, 60);
        var (province, nation) = (centers["51"], centers.Nation);
        var pupils = await province.QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id");
        var (one, other) = (pupils[0], pupils[1]);
        var number = await province.ScalarAsync<string>(
            "SELECT student_number FROM student WHERE student_id = @one", new { one });
        await nation.ExecuteAsync("UPDATE student_number SET student_id = @other WHERE number = @number", new { other, number });

        await province.ChangeAsync("student", "former_name = '甲'", one);
        await centers.PushAsync("51");
        Assert.AreEqual(
            other, await nation.ScalarAsync<long>("SELECT holder_id FROM contested_key WHERE student_id = @one", new { one }));

        // The number was never the other's: his record as his home has it does not claim it.
        await nation.ExecuteAsync(
            "INSERT INTO student_number_history (student_id, number, kind, valid_from, reason) SELECT @other, number, kind, valid_from, reason FROM student_number_history WHERE number = @number AND student_id = @one",
            new { other, number, one });
        await province.ChangeAsync("student", "former_name = '乙'", other);
        await centers.PushAsync("51");

        Assert.AreEqual(
            one, await nation.ScalarAsync<long>("SELECT student_id FROM student_number WHERE number = @number", new { number }));
        Assert.AreEqual(0, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM contested_key"));
        await TableComparison.AreSameAsync(province, nation, "51");
    }

    // Two of the same school, stage and year, which share the key of class numbers.
    private static async Task<(long One, long Other)> TwoClassesAsync(TestScope province)
    {
        var one = await province.ScalarAsync<long>("SELECT MIN(class_id) FROM school_class");
        return (one, await province.CopyClassAsync(90, one));
    }

    private static async Task RefuseAsync(Engine engine, TestScope nation)
    {
        if (engine == Engine.Sqlite)
        {
            foreach (var moment in (string[])["INSERT", "UPDATE"])
                await nation.ExecuteAsync($"CREATE TRIGGER refuse_{moment} BEFORE {moment} ON school_class WHEN NEW.name = '坏' BEGIN SELECT RAISE(ABORT, 'no'); END");
        }
        else
        {
            await nation.ExecuteAsync("ALTER TABLE school_class ADD CONSTRAINT CK_refuse CHECK (name <> '坏')");
        }
    }
}
