using ManagementPlatform.Core.Codes;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Cli.Tests;

/// <summary>
/// From an empty database to answers, with the real program: a province's center, schools and pupils, a faulty class list, a
/// pupil registered, suspended and resumed over HTTP; then what other commands tell of it.
/// </summary>
[TestClass]
public sealed class WholeStoryTests
{
    // Besides the generated ones: those of the class list that are right, and the one registered over HTTP.
    private const int Generated = 1_500, Imported = 25, Faulty = 37, All = Generated + Imported + 1;

    private static readonly string[] Demo = ["demo", "--no-wait", "--one-center", "--pupils", "1500", "--port", "0"];

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_whole_story_holds(Engine engine)
    {
        await using var database = await TestDatabase.CreateBlankAsync(engine);
        using var mp = new MpProcess();
        var where = new Dictionary<string, string?>
        {
            ["MP_ENGINE"] = engine.ToString().ToLowerInvariant(),
            ["MP_CONNECTION"] = database.ConnectionString,
        };

        var story = await mp.RunAsync(Demo, where);
        Assert.AreEqual(0, story.ExitCode, story.All);
        AssertTold(story.Output);
        var reasons = Column(Path.Combine(mp.Data, "class-list.errors.csv"), "错误原因");
        Assert.AreEqual(Faulty, reasons.Count(reason => reason.Length > 0));

        var doctor = await mp.RunAsync(["doctor", "--json"], where);
        Assert.AreEqual(0, doctor.ExitCode, doctor.All);
        AssertPupils(await ExportAsync(mp, where, "students", "--reveal", "核对"));
        AssertChanges(await ExportAsync(mp, where, "changes"));
    }

    private static void AssertTold(string output)
    {
        string[] told =
        [
            "四川省学籍演示中心（510000", "1,500 名学生", $"读入 62 行：新建 {Imported}，更新 0，未变 0，有误 {Faulty}",
            "第 8 行［身份证件号］居民身份证号码校验码错误", "第 29 行与第2行是同一学生", "→ 201　学籍号 G510",
            "休学：县教育局核办通过，业务状态 approved", "复学：县教育局核办通过，业务状态 approved", "武侯区教育局",
            "阻碍 0 项", "不通过，业务状态 核办不通过", "已过，上报：武侯区教育局", "编班，业务状态 已办结", "1,526", "演示完成",
        ];
        foreach (var words in told)
            Assert.Contains(words, output);
    }

    // Everybody has a number for life that nobody else has: formed from his identity number, or one of those without.
    private static void AssertPupils(string file)
    {
        var numbers = Column(file, "学籍号");
        Assert.HasCount(All, numbers);
        Assert.HasCount(All, numbers.Distinct().ToList());
        foreach (var (number, document) in numbers.Zip(Column(file, "身份证件号")))
        {
            var kind = StudentNumber.Parse(number).Kind;
            Assert.AreNotEqual(StudentNumberKind.Temporary, kind, "a number that was never confirmed");
            Assert.AreEqual(kind == StudentNumberKind.Formal, number == "G" + document);
        }

        Assert.HasCount(1, Column(file, "姓名").Where(name => name == "李思远").ToList());
    }

    private static void AssertChanges(string file)
    {
        CollectionAssert.AreEqual((string[])["suspend", "resume"], Column(file, "变动类别"));
        CollectionAssert.AreEqual((string[])["approved", "approved"], Column(file, "状态"));
        CollectionAssert.AreEqual((string[])["02", "01"], Column(file, "现状态码"));
    }

    private static async Task<string> ExportAsync(
        MpProcess mp, Dictionary<string, string?> where, string list, params string[] more)
    {
        var file = Path.Combine(mp.Folder, list + ".csv");
        var run = await mp.RunAsync(["export", list, "--out", file, .. more], where);
        Assert.AreEqual(0, run.ExitCode, run.All);
        return file;
    }

    private static List<string> Column(string file, string header)
    {
        using var table = TableReader.Open(File.OpenRead(file));
        var index = table.Headers.ToList().IndexOf(header);
        return [.. table.Rows().Select(row => row.Cells[index])];
    }
}
