using System.Diagnostics;
using System.Text.Json;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Cli.Demo;

/// <summary>
/// The pupil of the story moves on, from 成都 to 深圳: asked for at the nation, decided in both provinces, each in its own center;
/// the nation fails on the way and comes back.
/// </summary>
internal sealed class DemoAcrossProvinces(
    CurlClient chengdu, CurlClient shenzhen, DemoNation nation, DemoStory story, Screen screen, LookUpKeys keys)
{
    private const string Registrar = "SZ_REGISTRAR", Leader = "SZ_LEADER", County = "SZ_COUNTY";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Look = TimeSpan.FromMilliseconds(500);

    /// <param name="decisions">Who decides in 四川, in the order of the chain.</param>
    public async Task PlayAsync(IReadOnlyList<string> decisions, CancellationToken cancel)
    {
        screen.Heading("调档查询：学籍在外省，经全国中心按姓名与号码核对，档案以只读方式送达");
        var asked = await shenzhen.PostAsync(Registrar, "/api/v1/pupil-inquiries", new { keys }, cancel);
        var inquiry = $"/api/v1/pupil-inquiries/{asked.Number("inquiryId")}";
        var found = await UntilAsync(
            shenzhen, Registrar, inquiry,
            body => body.TryGetProperty("studentId", out var id) && id.ValueKind == JsonValueKind.Number, cancel);
        screen.Line($"→ {found.Status}　{found.Text("stateName")}");

        screen.Heading("转入学校申请，转入方核办");
        var request = new TransferRequest(keys, "21", "02", Explanation: "父母务工，迁至深圳");
        var submitted = await shenzhen.PostAsync(Registrar, "/api/v1/transfers", request, cancel);
        var path = $"/api/v1/cases/{submitted.Body.GetProperty("case").GetProperty("caseId")}";
        foreach (var who in (string[])[Leader, County])
            await DecideAsync(shenzhen, who, path, cancel);

        await CutAsync(cancel);

        screen.Heading("转出方在四川省级中心核办");
        foreach (var who in decisions)
            await DecideAsync(chengdu, who, path, cancel);

        screen.Heading("转入学校编班，四川移交档案，广东接收");
        await DecideAsync(shenzhen, Registrar, path, cancel, new { verdict = Verdict.Approve, classId = nation.School.ClassId });
        var done = await UntilAsync(
            shenzhen, Registrar, path, body => body.GetProperty("state").GetString() == CaseProgress.Completed, cancel);
        var pupil = $"/api/v1/students/{found.Number("studentId")}";
        var arrived = await UntilAsync(
            shenzhen, Registrar, pupil, body => body.GetProperty("schoolId").GetInt64() == nation.School.Id, cancel);
        screen.Line($"→ {arrived.Status}　档案已接收，学籍在{nation.School.Name}");
        await GoneAsync(chengdu, "NEW_REGISTRAR", pupil, cancel);
        screen.Line("→ 404　四川原学校已看不到这名学生");
        foreach (var entry in done.Body.GetProperty("timeline").EnumerateArray())
            screen.Line($"→ {Text(entry, "at")[..10]} {Text(entry, "title")}　{Text(entry, "by")}　{Text(entry, "text")}");
    }

    // What is written meanwhile waits in the change log, and goes when the nation is there again.
    private async Task CutAsync(CancellationToken cancel)
    {
        screen.Heading("全国中心突然停止；各省照常办理，变化留在本地");
        await nation.Nation.KillAsync();
        await story.RegisterAnotherAsync(cancel);
        await nation.PushAsync(cancel);
        var cut = await nation.UpAsync(cancel);
        screen.Line($"→ 通道 {cut.Channel}：待发 {cut.Waiting} 条，连续失败 {cut.Failures} 次，{cut.Error}");
        screen.Line("→ 全国中心重新启动，积压自动送达：");
        await nation.Nation.StartAsync(cancel);
        await nation.RetryAsync(cancel);
        await nation.InStepAsync(cancel);
        var healed = await nation.UpAsync(cancel);
        screen.Line($"→ 通道 {healed.Channel}：已发 {healed.Sent} 批，已确认 {healed.Acknowledged} 批，待发 {healed.Waiting} 条");
    }

    // The step is this side's once what the other side decided has arrived.
    private async Task DecideAsync(CurlClient curl, string who, string path, CancellationToken cancel, object? decision = null)
    {
        var waiting = await UntilAsync(
            curl, who, path,
            body => body.GetProperty("actions").EnumerateArray().Any(action => action.GetString() == Verdict.Approve), cancel);
        var decided = await curl.PostAsync(
            who, path + "/decision", decision ?? new { verdict = Verdict.Approve, opinion = "同意。" }, cancel, waiting.Version);
        screen.Line($"→ {decided.Status}　业务状态 {decided.Text("stateName")}");
    }

    private async Task<CurlAnswer> UntilAsync(
        CurlClient curl, string who, string path, Func<JsonElement, bool> isThere, CancellationToken cancel)
    {
        for (var begun = Stopwatch.GetTimestamp(); ; await Task.Delay(Look, cancel))
        {
            var answer = await curl.LookAsync(who, path, cancel);
            if (answer is not null && isThere(answer.Body))
                return answer;
            await nation.ExchangeAsync(cancel);
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new InvalidOperationException($"{path} does not come to where it should be; see mp replication status.");
        }
    }

    private async Task GoneAsync(CurlClient curl, string who, string path, CancellationToken cancel)
    {
        for (var begun = Stopwatch.GetTimestamp(); await curl.LookAsync(who, path, cancel) is not null; await Task.Delay(Look, cancel))
        {
            await nation.ExchangeAsync(cancel);
            if (Stopwatch.GetElapsedTime(begun) > Patience)
                throw new InvalidOperationException($"{path} is still there; see mp replication status.");
        }
    }

    private static string Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var text) ? text.ToString() : "";
}
