using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Etl.Tests.Replication;

[TestClass]
public sealed class NationalIssueTests
{
    private const string Dazhou = "511725", Shenzhen = "440305";

    private static readonly CancellationToken None = CancellationToken.None;

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_and_pupils_of_a_time_without_line_get_their_code_and_numbers_when_it_is_healed(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51");
        await centers.SettleAsync(("51", Dazhou));
        var school = await centers.ApplyAsync("51", Dazhou, "新希望小学");
        var documented = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        var undocumented = await centers.RegisterAsync("51", id => TestPupils.WithoutDocument(id));
        await centers.HeedAsync("51");
        Assert.AreEqual(
            ("pending L", "pending L"),
            (await centers["51"].StateAsync(documented), await centers["51"].StateAsync(undocumented)));
        Assert.AreEqual("pending", await SchoolAsync(centers["51"], school));

        await centers.ExchangeAsync("51");

        foreach (var center in (TestScope[])[centers["51"], centers.Nation])
        {
            Assert.AreEqual(
                ("confirmed G", "confirmed J"), (await center.StateAsync(documented), await center.StateAsync(undocumented)));
            Assert.AreEqual("active", await SchoolAsync(center, school));
            var code = await center.ScalarAsync<string>(
                "SELECT code FROM organization WHERE organization_id = @school", new { school });
            Assert.AreEqual("2151", code![..4]);
            Assert.AreEqual(0, await center.ScalarAsync<long>("SELECT COUNT(*) FROM student WHERE number_state = 'pending'"));
        }

        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task One_document_in_two_provinces_is_one_number_and_a_problem_on_both_sides(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var first = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        var second = await centers.RegisterAsync("44", id => TestPupils.Form(id));

        await centers.ExchangeAsync("51", "44");

        Assert.AreEqual(
            ("problem G", "problem L"), (await centers["51"].StateAsync(first), await centers["44"].StateAsync(second)));
        Assert.AreEqual(
            (second.StudentId, first.StudentId),
            (await centers["51"].ProblemAsync(first), await centers["44"].ProblemAsync(second)));
        Assert.AreEqual(("44", "51"), (await HomeAsync(centers["51"], second), await HomeAsync(centers["44"], first)));
        await TableComparison.AreSameAsync(centers["51"], centers.Nation, "51");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_holder_of_years_becomes_a_problem_when_somebody_registers_him_elsewhere(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var holder = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        await centers.ExchangeAsync("51", "44");
        Assert.AreEqual("confirmed G", await centers["51"].StateAsync(holder));

        var again = await centers.RegisterAsync("44", id => TestPupils.Form(id));
        await centers.ExchangeAsync("44", "51");

        Assert.AreEqual(
            ("problem G", "problem L"), (await centers["51"].StateAsync(holder), await centers["44"].StateAsync(again)));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task When_the_second_record_is_deleted_the_first_is_no_problem_any_more(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var first = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        var second = await centers.RegisterAsync("44", id => TestPupils.Form(id));
        await centers.ExchangeAsync("51", "44");

        await centers.DeleteAsync("44", second);
        await centers.ExchangeAsync("44", "51");

        Assert.AreEqual(("confirmed G", 0L), (await centers["51"].StateAsync(first), await centers["51"].ProblemAsync(first)));
        Assert.AreEqual("resolved", await centers["51"].ScalarAsync<string>(
            "SELECT handling FROM problem_record WHERE student_id = @id AND found_by = 'nation'", new { id = first.StudentId }));
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM contested_key"));
    }

    [TestMethod]
    public async Task The_works_tell_how_many_codes_numbers_and_verdicts_there_were()
    {
        await using var centers = await ReplicatedCenters.StartAsync(Engine.Sqlite, "51");
        await centers.SettleAsync(("51", Dazhou));
        await centers.ApplyAsync("51", Dazhou, "新希望小学");
        await centers.RegisterAsync("51", id => TestPupils.Form(id));
        await centers.PushAsync("51");

        Assert.AreEqual(2, await RowsAsync("00", "issue_codes"), "a code and a verdict");
        await centers.RouteAsync();
        await centers.PullAsync("51");
        foreach (var work in (string[])["settle_school_codes", "issue_numbers", "heed_verdicts"])
            Assert.AreEqual(1, await RowsAsync("51", work), work);
        foreach (var work in (string[])["settle_school_codes", "issue_numbers", "heed_verdicts", "keep_deadlines", "recheck_cases", "find_duplicates", "purge_idempotency"])
            Assert.AreEqual(0, await RowsAsync("51", work), work);

        async Task<long> RowsAsync(string center, string work) => (await centers.RunAsync(center, work)).RowCount;
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Once_a_duplicate_is_settled_neither_province_is_sent_the_others_pupil_any_more(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var first = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        var second = await centers.RegisterAsync("44", id => TestPupils.Form(id));
        await centers.ExchangeAsync("51", "44");
        centers.Nation.Time.Advance(TimeSpan.FromDays(40));
        await centers.RunAsync("00", "answer_inquiries");
        Assert.AreEqual(2, await InterestsAsync(), "as long as it is open, however long that takes");
        centers.Nation.Time.Advance(TimeSpan.FromDays(-40));

        await centers.DeleteAsync("44", second);
        await centers.ExchangeAsync("44", "51");
        await centers.ExchangeAsync("44", "51"); // what was on its way arrives before it ends
        await centers.RunAsync("00", "answer_inquiries");
        Assert.AreEqual(0, await InterestsAsync());

        await centers["51"].ChangeAsync("student", "former_name = '后来'", first.StudentId);
        await centers.ExchangeAsync("51", "44");
        Assert.AreEqual("后来", await NameAsync(centers.Nation));
        Assert.AreEqual(
            (null, "51"), (await NameAsync(centers["44"]), await HomeAsync(centers["44"], first)),
            "the copy stays as it was, to read");

        Task<long> InterestsAsync() => centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student_interest");
        Task<string?> NameAsync(TestScope center) =>
            center.ScalarAsync<string>("SELECT former_name FROM student WHERE student_id = @StudentId", new { first.StudentId });
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task What_the_nation_settled_while_a_case_had_the_problem_is_heeded_when_the_case_is_stopped(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var first = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        var second = await centers.RegisterAsync("44", id => TestPupils.Form(id));
        await centers.ExchangeAsync("51", "44");
        await centers.TakeOnAsync("51", first, 77);
        await centers.DeleteAsync("44", second);
        await centers.ExchangeAsync("44", "51");
        Assert.AreEqual(second.StudentId, await centers["51"].ProblemAsync(first), "the case has it");

        await centers.LetGoAsync("51", first, 77);
        await centers.HeedAsync("51");

        Assert.AreEqual(("confirmed G", 0L), (await centers["51"].StateAsync(first), await centers["51"].ProblemAsync(first)));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Pupils_without_document_who_are_alike_in_two_provinces_are_a_problem_until_one_is_proven(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var first = await centers.RegisterAsync("51", id => TestPupils.WithoutDocument(id));
        await centers.ExchangeAsync("51", "44");
        Assert.AreEqual("confirmed J", await centers["51"].StateAsync(first));
        var second = await centers.RegisterAsync("44", id => TestPupils.WithoutDocument(id));
        await centers.ExchangeAsync("44", "51");
        Assert.AreEqual(
            ("problem J", "problem L"), (await centers["51"].StateAsync(first), await centers["44"].StateAsync(second)));

        await centers.ProveAsync("44", second);
        Assert.AreEqual("pending L", await centers["44"].StateAsync(second));
        await centers.ExchangeAsync("44", "51");

        Assert.AreEqual(
            ("confirmed J", "confirmed J"), (await centers["51"].StateAsync(first), await centers["44"].StateAsync(second)));
        await TableComparison.AreSameAsync(centers["44"], centers.Nation, "44");
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_verdict_goes_along_to_the_new_home_of_a_pupil_who_was_handed_over_before_it_arrived(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var pupil = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        await centers.PushAsync("51");
        Assert.AreEqual((0, 1), await centers.IssueAsync());

        await centers["51"].ChangeAsync("student", "home_center = '44'", pupil.StudentId, "hand_over");
        await centers.ExchangeAsync("51", "44");

        Assert.AreEqual(("44", "confirmed G"), (await HomeAsync(centers["44"], pupil), await centers["44"].StateAsync(pupil)));
        Assert.AreEqual("confirmed G", await centers.Nation.StateAsync(pupil));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Issuing_twice_gives_nothing_the_second_time(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        await centers.ApplyAsync("51", Dazhou, "新希望小学");
        await centers.RegisterAsync("51", id => TestPupils.Form(id));
        await centers.RegisterAsync("44", id => TestPupils.Form(id));
        foreach (var province in (string[])["51", "44"])
            await centers.PushAsync(province);

        Assert.AreEqual((1, 2), await centers.IssueAsync());
        var lines = await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM change_log");

        Assert.AreEqual((0, 0), await centers.IssueAsync());
        Assert.AreEqual(lines, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM change_log"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Nobody_but_its_home_writes_a_pupil_or_registers_one_in_its_schools(Engine engine)
    {
        await using var centers = await ReplicatedCenters.StartAsync(engine, "51", "44");
        await centers.SettleAsync(("51", Dazhou), ("44", Shenzhen));
        var here = await centers.RegisterAsync("51", id => TestPupils.Form(id));
        await centers.RegisterAsync("44", id => TestPupils.Form(id));
        await centers.ExchangeAsync("51", "44");

        foreach (var center in (TestScope[])[centers.Nation, centers["44"]])
        {
            var school = here.SchoolId;
            var registrar = new Caller(7, "registrar", school, Tier.School, [Role.Registrar]);
            var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(() => center.RunAsync<IUnitOfWork>(work => work.CommitAsync(
                registrar,
                "student.edit",
                _ =>
                {
                    work.Changed(Entity.Student, here.StudentId, 9);
                    work.Audited(new AuditLine(Entity.Student, here.StudentId));
                    return Task.FromResult(0);
                },
                None)));
            Assert.AreEqual(("home_elsewhere", true), (refusal.Code, refusal.Message.Contains("四川省", StringComparison.Ordinal)));
        }

        var inSchool = await Assert.ThrowsExactlyAsync<RefusalException>(
            () => centers.RegisterAsync(centers.Nation, "51", id => TestPupils.Form(id, 3, name: "王五")));
        Assert.AreEqual("home_elsewhere", inSchool.Code);
        Assert.AreEqual(0, await centers.Nation.ScalarAsync<long>("SELECT COUNT(*) FROM student WHERE home_center = '00'"));
        await centers.RegisterAsync("51", id => TestPupils.Form(id, 5, name: "赵六"));
    }

    private static Task<string?> HomeAsync(TestScope center, Student student) => center.ScalarAsync<string>(
        "SELECT home_center FROM student WHERE student_id = @id", new { id = student.StudentId });

    private static Task<string?> SchoolAsync(TestScope center, long school) =>
        center.ScalarAsync<string>("SELECT status FROM school WHERE school_id = @school", new { school });
}
