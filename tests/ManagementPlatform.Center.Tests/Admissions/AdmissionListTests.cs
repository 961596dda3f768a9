using System.Net;
using System.Text;
using System.Text.Json;
using ManagementPlatform.Center.Tests.Imports;
using ManagementPlatform.Center.Tests.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Admissions;

/// <summary>录取名单 as a file, over REST.</summary>
[TestClass]
public sealed class AdmissionListTests
{
    private const string Imports = "/api/v1/imports/admissions";
    private const string Headers = "学籍号,姓名,年级,班级,班内学号,入学年月,入学方式";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_uploads_its_list_and_the_second_time_nothing_changes(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        var other = await PupilAsync(town);
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        await AdmissionTests.GraduateAsync(town, other.Id);
        var junior = await town.School.AddClassAsync("31", 1, school: TransferTown.To);
        var list = List($"{town.Keys.StudentNumber},李思远,初中一年级,1班,01,2026-09,就近入学", $"{other.Number},李思远,七年级,一班,,202609,就近入学");

        var looked = await ImportAsync(town, list, "?dryRun=true");
        Assert.AreEqual(
            ("checked", 2), (looked.GetProperty("state").GetString(), looked.GetProperty("added").GetInt32()), looked.ToString());
        Assert.AreEqual(0, await town.CountAsync("enrollment WHERE start_kind = 'admission'"));

        var stored = await ImportAsync(town, list);
        Assert.AreEqual(
            ("stored", 2), (stored.GetProperty("state").GetString(), stored.GetProperty("added").GetInt32()), stored.ToString());
        Assert.AreEqual(2, await town.CountAsync("enrollment WHERE start_kind = 'admission' AND class_id = @junior AND ended_on IS NULL", new { junior }));
        Assert.AreEqual(2, await town.CountAsync("student WHERE class_id = @junior AND on_roll = @yes AND entry_month = '202609'", new { junior, yes = true }));
        Assert.AreEqual(1, await town.CountAsync("student WHERE student_id = @Pupil AND seat_number = '01'", new { town.Pupil }));

        var again = await ImportAsync(town, list);
        Assert.AreEqual((0, 2, 0), Counts(again), again.ToString());
        Assert.AreEqual(2, await town.CountAsync("enrollment WHERE start_kind = 'admission'"));
    }

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Each_bad_line_says_what_is_wrong_and_good_ones_are_admitted_when_asked_for(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine, "26");
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        var stays = await PupilAsync(town);
        var young = await PupilAsync(town);
        await AdmissionTests.GraduateAsync(town, young.Id);
        await town.School.AddClassAsync("31", 1, school: TransferTown.To);
        await town.School.AddClassAsync("41", 1, school: TransferTown.To);
        var number = town.Keys.StudentNumber;
        var list = List(
            $"{number},李思远,初中一年级,1班,,202609,就近入学",
            $"{number},李思远,初中一年级,1班,,202609,就近入学",
            $"{stays.Number},李思远,初中一年级,1班,,202609,就近入学",
            $"{young.Number},李思远,高中一年级,1班,,202609,就近入学",
            $"{young.Number[..^1]},李思远,初中一年级,1班,,202609,就近入学",
            $"L510107200001019999,王小雨,初中一年级,1班,,202609,就近入学",
            $"G510107201603154821,王小雨,初中一年级,9班,,202609,不知道");

        var refused = await ImportAsync(town, list);
        Assert.AreEqual("refused", refused.GetProperty("state").GetString(), refused.ToString());
        Assert.AreEqual(0, await town.CountAsync("enrollment WHERE start_kind = 'admission'"), "all or nobody");

        var stored = await ImportAsync(town, list, "?mode=good");
        Assert.AreEqual((1, 0, 6), Counts(stored), stored.ToString());
        var told = stored.GetProperty("problems").EnumerateArray()
            .ToLookup(
                p => p.GetProperty("line").GetInt32(),
                p => $"{(p.TryGetProperty("column", out var column) ? column : "")}：{p.GetProperty("message")}");
        AssertTold(told, 3, "：与第2行是同一学生");
        AssertTold(told, 4, "：该生仍在籍");
        AssertTold(told, 5, "不能编入", "：");
        AssertTold(told, 6, "学籍号：");
        AssertTold(told, 7, "学籍号：2001");
        AssertTold(told, 8, "班级：学校没有该班级", "入学方式：“不知道”不在选项中");
    }

    [TestMethod]
    public async Task A_class_takes_no_more_than_it_may_have_and_those_who_stand_first_come_in()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        var other = await PupilAsync(town);
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        await AdmissionTests.GraduateAsync(town, other.Id);
        var junior = await town.School.AddClassAsync("31", 1, school: TransferTown.To);
        for (var i = 0; i < 54; i++)
            await town.School.AddPupilAsync(junior, "31");

        var report = await ImportAsync(
            town,
            List($"{other.Number},李思远,初中一年级,1班,,202609,就近入学", $"{town.Keys.StudentNumber},李思远,初中一年级,1班,,202609,就近入学"),
            "?mode=good");

        Assert.AreEqual((1, 0, 1), Counts(report), report.ToString());
        Assert.Contains("班级现有54人", report.GetProperty("problems")[0].GetProperty("message").GetString()!);
        Assert.AreEqual(
            1, await town.CountAsync("student WHERE student_id = @Id AND class_id = @junior", new { other.Id, junior }));
    }

    [TestMethod]
    public async Task A_bureau_sends_the_lists_of_its_schools_and_nobody_those_of_others()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        await AdmissionTests.GraduateAsync(town, town.Pupil);
        await town.School.AddClassAsync("31", 1, school: TransferTown.To);
        var list = $"学校标识码,{Headers}\n2151000002,{town.Keys.StudentNumber},李思远,初中一年级,1班,,202609,就近入学\n";

        var foreign = await ImportAsync(town, list, organization: TransferTown.FromCounty);
        Assert.AreEqual((0, 0, 1), Counts(foreign), foreign.ToString());
        Assert.Contains("不在您的管理范围内", foreign.GetProperty("problems")[0].GetProperty("message").GetString()!);
        Assert.AreEqual((1, 0, 0), Counts(await ImportAsync(town, list, organization: TransferTown.ToCounty)));
    }

    [TestMethod]
    public async Task The_template_is_a_table_that_the_import_takes_and_an_analyst_gets_neither()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite, "26");
        var registrar = await town.PersonAsync(Role.Registrar, TransferTown.To);
        foreach (var format in (string[])["csv", "xlsx"])
        {
            using var table = TableReader.Open(
                new MemoryStream(await registrar.GetByteArrayAsync($"{Imports}/template?format={format}")));
            CollectionAssert.AreEquivalent(("学校标识码," + Headers).Split(','), table.Headers.ToArray());
        }

        var analyst = await town.PersonAsync(Role.Analyst, TransferTown.To);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await analyst.GetAsync(Imports + "/template")).StatusCode);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await ImportApiTests.UploadAsync(analyst, Imports, [1])).StatusCode);
    }

    private static void AssertTold(ILookup<int, string> told, int line, params string[] words)
    {
        foreach (var word in words)
            Assert.IsTrue(
                told[line].Any(text => text.Contains(word, StringComparison.Ordinal)),
                $"{line} {word}: {string.Join(" | ", told[line])}");
    }

    private static string List(params string[] rows) => string.Join('\n', rows.Prepend(Headers)) + "\n";

    private static (int Added, int Unchanged, int Bad) Counts(JsonElement report) => (
        report.GetProperty("added").GetInt32(), report.GetProperty("unchanged").GetInt32(), report.GetProperty("bad").GetInt32());

    private static async Task<JsonElement> ImportAsync(TransferTown town, string table, string query = "", long organization = 0)
    {
        var person = await town.PersonAsync(Role.Registrar, organization == 0 ? TransferTown.To : organization);
        var accepted = await ImportApiTests.UploadAsync(person, Imports + query, Encoding.UTF8.GetBytes(table));
        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode, await accepted.Content.ReadAsStringAsync());
        var job = await ImportApiTests.EndAsync(person, accepted.Headers.Location!.ToString());
        Assert.AreEqual("done", job.GetProperty("state").GetString(), job.ToString());
        return job.GetProperty("result");
    }

    private static async Task<(long Id, string Number)> PupilAsync(TransferTown town)
    {
        var pupil = await town.School.AddPupilAsync(town.FromClass, "26");
        return (pupil, await town.RegisterNumberAsync(pupil));
    }
}
