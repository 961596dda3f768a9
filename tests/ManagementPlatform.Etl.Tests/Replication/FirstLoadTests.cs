using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Replication;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class FirstLoadTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_province_that_joins_with_a_county_is_the_same_at_the_nation(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51", batch: 300);
        await centers.FillAsync("51", "511725", 700);
        await centers.JoinAsync("51");

        Assert.IsGreaterThan(5, await centers.PushAsync("51"));

        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
        Assert.AreEqual(700, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_was_there_before_the_first_load_is_sent_once_and_what_is_written_meanwhile_is_not_lost(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51", batch: 300);
        await centers.FillAsync("51", "511725", 700);
        await centers.JoinAsync("51");
        await centers.PushAsync("51", most: 2);
        var pupil = await centers["51"].ScalarAsync<long>("SELECT MIN(student_id) FROM student");

        await centers["51"].ChangeAsync("student", "former_name = '新'", pupil);
        await centers.PushAsync("51");

        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
        Assert.AreEqual(
            1, await centers["51"].ScalarAsync<long>("SELECT SUM(aggregates) FROM replication_batch WHERE kind = 'changes'"));
        Assert.AreEqual(
            "新", await centers.Nation.ScalarAsync<string>($"SELECT former_name FROM student WHERE student_id = {pupil}"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_channel_that_starts_over_before_anything_was_applied_still_sends_every_line_that_waits(Engine engine)
    {
        await using var centers = await ReplicatedCenters.FilledAsync(engine, pupils: 20);
        var province = centers["51"];
        var waiting = await province.ScalarAsync<long>("SELECT MIN(student_id) FROM student");
        await province.ChangeAsync("student", "former_name = '新'", waiting);

        await province.RunAsync<IStartOver>(
            books => books.StartOverAsync(Channel.Up("51"), new Position(0, null), CancellationToken.None));
        await province.RunAsync<IOutbox>(outbox => outbox.CutAsync(Channel.Up("51"), CancellationToken.None));

        Assert.AreEqual(1, await province.ScalarAsync<long>("SELECT COUNT(*) FROM change_log WHERE batch_number IS NULL AND entity = 'student'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Pupils_whose_class_is_not_there_wait_for_it_also_in_a_load_so_large_that_the_engine_looks_at_no_parent(
        Engine engine)
    {
        const int Pupils = 1_300;
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.FillAsync("51", "511725", Pupils);
        await centers.JoinAsync("51");
        while (await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM school_class") == 0)
            await centers.PushAsync("51", most: 1);
        var lost = await centers["51"].ScalarAsync<long>("SELECT MAX(class_id) FROM student");
        var waiting = await centers["51"].ScalarAsync<long>($"SELECT COUNT(*) FROM student WHERE class_id = {lost}");
        await centers.Nation.ExecuteAsync("DELETE FROM school_class WHERE class_id = @lost", new { lost });

        await centers.PushAsync("51");
        Assert.AreEqual(Pupils - waiting, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.AreEqual(waiting, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine WHERE reason = 'parent_missing'"));
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>($"SELECT COUNT(*) FROM enrollment WHERE class_id = {lost}"));

        await centers["51"].ChangeAsync("school_class", "name = name", lost);
        await centers.PushAsync("51");
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task In_a_load_so_large_that_numbers_are_taken_without_asking_whoever_holds_one_keeps_it(Engine engine)
    {
        const long Holder = 440_000_000_000_001;
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.FillAsync("51", "511725", 1_300);
        await centers.JoinAsync("51");
        var (province, nation) = (centers["51"], centers.Nation);
        var pupil = await province.ScalarAsync<long>("SELECT MAX(student_id) FROM student_number");
        var number = await province.ScalarAsync<string>($"SELECT MAX(number) FROM student_number WHERE student_id = {pupil}");
        var document = await province.ScalarAsync<string>($"SELECT document_number FROM identity_document WHERE student_id = {pupil}");
        await nation.ExecuteAsync("INSERT INTO student_number (number, student_id) VALUES (@number, @Holder)", new { number, Holder });
        await nation.ExecuteAsync(
            "INSERT INTO identity_document (document_type, document_number, student_id) VALUES ('1', @document, @Holder)", new { document, Holder });

        await centers.PushAsync("51");

        Assert.AreEqual(1_300, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        Assert.AreEqual(2, await nation.ScalarAsync<long>($"SELECT COUNT(*) FROM contested_key WHERE student_id = {pupil} AND holder_id = {Holder}"));
        foreach (var register in (string[])["student_number", "identity_document"])
        {
            Assert.AreEqual(1, await nation.ScalarAsync<long>($"SELECT COUNT(*) FROM {register} WHERE student_id = {Holder}"));
            Assert.AreEqual(
                await province.ScalarAsync<long>($"SELECT COUNT(*) FROM {register}"),
                await nation.ScalarAsync<long>($"SELECT COUNT(*) FROM {register}"));
        }

        Assert.AreEqual(0, await nation.ScalarAsync<long>("SELECT COUNT(*) FROM replication_quarantine"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Of_many_neighbours_only_those_asked_for_are_given(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine);
        await centers.AddAsync(engine, "51");
        await centers.FillAsync("51", "511725", 1_300);
        var asked = (await centers["51"].QueryAsync<long>("SELECT student_id FROM student ORDER BY student_id"))
            .Where((_, i) => i % 5 != 3).ToList();

        var together = await StatesAsync(asked);

        Assert.IsGreaterThan(1_000, asked.Count);
        CollectionAssert.AreEqual(asked, together.Keys.Order().ToList());
        foreach (var (id, state) in await StatesAsync(asked[..50]))
            Assert.AreEqual(state, together[id]);

        Task<IReadOnlyDictionary<long, AggregateState>> StatesAsync(List<long> ids) =>
            centers["51"].RunAsync<AggregateReader, IReadOnlyDictionary<long, AggregateState>>(
                reader => reader.StatesAsync(ReplicaCatalogue.Of(Entity.Student), ids, CancellationToken.None));
    }

    [TestMethod]
    public async Task A_run_comes_to_an_end_though_more_waits_and_the_next_one_goes_on()
    {
        await using var centers = await ReplicatedCenters.StartAsync(Engine.Sqlite);
        await centers.AddAsync(Engine.Sqlite, "51", batch: 2);
        await centers.FillAsync("51", "511725", 40);
        await centers.JoinAsync("51");

        await centers.RunAsync("51", "replication_push");
        Assert.AreEqual(100, await Applied());
        for (var before = 0L; before != await Applied();)
        {
            before = await Applied();
            await centers.RunAsync("51", "replication_push");
        }

        Assert.IsGreaterThan(100, await Applied());
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");

        Task<long> Applied() =>
            centers.Nation.ScalarAsync<long>("SELECT applied_number FROM replication_channel WHERE channel = '51-00'");
    }
}
