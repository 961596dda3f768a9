using System.Globalization;
using ManagementPlatform.Center.Api.Students;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Cli.Demo;

/// <summary>One pupil from registration through suspension to resumption, over HTTP, by the people who do it.</summary>
internal sealed class DemoStory(CurlClient curl, Screen screen, DemoSchool school, TimeProvider time)
{
    private const string Registrar = "REGISTRAR", Leader = "LEADER", County = "COUNTY", Illness = "10";

    /// <returns>With what the pupil can be found.</returns>
    public async Task<LookUpKeys> PlayAsync(string proof, CancellationToken cancel)
    {
        var today = BeijingTime.Today(time);
        var form = Form(today);
        screen.Heading("登记一名新生（学校学籍管理员）");
        var registered = await curl.PostAsync(Registrar, "/api/v1/students", form, cancel);
        var student = registered.Body.GetProperty("student");
        var id = student.GetProperty("studentId").GetInt64();
        screen.Line($"→ {registered.Status}　学籍号 {student.GetProperty("studentNumber")}，查重通过，即得正式号");

        screen.Heading("休学：上传医院证明，学校提交，学校主管领导、县教育局先后核办");
        var file = await curl.UploadAsync(
            Registrar, $"/api/v1/students/{id}/files?kind=medical&fileName=proof.pdf", proof,
            "application/pdf", registered.Version, cancel);
        screen.Line($"→ {file.Status}　证明材料已存档");
        var suspend = new ChangeRequest(
            "suspend", today, Illness, today.AddYears(1).AddDays(-1), ProofHash: file.Text("fileHash"), Explanation: "住院治疗");
        await ChangeAsync(id, suspend, cancel);

        screen.Heading("复学：编入原班级");
        await ChangeAsync(id, new ChangeRequest("resume", today, TargetClassId: school.ClassId), cancel);

        screen.Heading("这名学生的学籍变动");
        var changes = await curl.GetAsync(Registrar, $"/api/v1/students/{id}/changes", cancel);
        foreach (var change in changes.Body.EnumerateArray())
            screen.Line($"→ {change.GetProperty("effectiveOn")} {change.GetProperty("kindName")} {change.GetProperty("state")} {change.GetProperty("documentNumber")}");
        return new LookUpKeys(form.Name, DocumentType: form.DocumentType, DocumentNumber: form.DocumentNumber);
    }

    /// <summary>Another child, while the nation cannot be asked.</summary>
    public async Task RegisterAnotherAsync(CancellationToken cancel)
    {
        var registered = await curl.PostAsync(
            Registrar, "/api/v1/students", Form(BeijingTime.Today(time)) with { Name = "赵小禾" }, cancel);
        var student = registered.Body.GetProperty("student");
        screen.Line($"→ {registered.Status}　临时学籍号 {student.GetProperty("studentNumber")}，待全国核重后换发正式号");
    }

    /// <summary>The counts by stage and county, as the province's analyst sees them.</summary>
    public async Task CountAsync(CancellationToken cancel)
    {
        screen.Heading("在籍学生数，按县（区）与学段（省统计分析员）");
        var counts = await curl.GetAsync("ANALYST", "/api/v1/statistics/enrollment-counts?by=stage,county", cancel);
        var rows = counts.Body.EnumerateArray().ToList();
        static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
        var table = rows.GroupBy(r => r.GetProperty("countyName").GetString()!)
            .Select(county => (Name: county.Key, Stages: StageCounts(county))).ToList();
        table.Add(("合计", StageCounts(rows)));
        screen.Table(
            ["县（区）", "小学", "初中", "普通高中", "合计"],
            table.Select(row => (string[])[row.Name, .. row.Stages.Select(Number), Number(row.Stages.Sum())]),
            firstNumber: 1);
    }

    private static long[] StageCounts(IEnumerable<System.Text.Json.JsonElement> rows) =>
    [
        .. new[] { Stage.Primary, Stage.Junior, Stage.Senior }.Select(stage => rows
            .Where(row => row.GetProperty("stage").GetInt32() == (int)stage).Sum(row => row.GetProperty("pupils").GetInt64())),
    ];

    private async Task ChangeAsync(long id, ChangeRequest request, CancellationToken cancel)
    {
        var change = await curl.PostAsync(Registrar, $"/api/v1/students/{id}/changes", request, cancel);
        Tell(change, "已提交");
        var path = $"/api/v1/students/{id}/changes/{change.Number("changeId")}/decision";
        change = await curl.PostAsync(Leader, path, new { approve = true, opinion = "情况属实，同意。" }, cancel, change.Version);
        Tell(change, "学校主管领导核办通过");
        change = await curl.PostAsync(
            County, path, new { approve = true, opinion = "同意。", documentNumber = $"武教学籍〔{request.EffectiveOn.Year}〕演示" },
            cancel, change.Version);
        Tell(change, "县教育局核办通过");
    }

    private void Tell(CurlAnswer change, string what) =>
        screen.Line($"→ {change.Status}　{change.Text("kindName")}：{what}，业务状态 {change.Text("state")}");

    // Sequences below 500 are those that the generator leaves alone; a run more, another child.
    private StudentForm Form(DateOnly today)
    {
        var entry = SchoolYear.Of(today).StartYear;
        var birth = new DateOnly(entry - 7, 9, 1).AddDays(Random.Shared.Next(360));
        return StudentExamples.Form with
        {
            ClassId = school.ClassId,
            BirthDate = birth,
            DocumentNumber = CitizenId.Create("510107", birth, Random.Shared.Next(250) * 2 + 1).Text,
            EntryMonth = entry.ToString(CultureInfo.InvariantCulture) + "09",
        };
    }
}
