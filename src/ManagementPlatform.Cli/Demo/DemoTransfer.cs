using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Cli.Demo;

/// <summary>
/// The pupil of the story moves to a school of another county: refused once, then overdue, then decided by all four parties.
/// </summary>
/// <param name="keys">His name and document, as his parents show them to the new school.</param>
internal sealed class DemoTransfer(CurlClient curl, Screen screen, CenterAction center, DemoSchool to, LookUpKeys keys)
{
    private const string NewRegistrar = "NEW_REGISTRAR", NewLeader = "NEW_LEADER", NewCounty = "NEW_COUNTY", Leader = "LEADER", County = "COUNTY";

    // Past the last day by more than any run of holidays and less than the bureau's own days.
    private const int Forgotten = 10;

    private TransferRequest Wish => new(keys, "21", "02", Explanation: "家庭住址迁至大邑县");

    /// <returns>False in the weeks of summer in which nobody may move.</returns>
    public async Task<bool> PlayAsync(string proof, CancellationToken cancel)
    {
        screen.Heading($"转学预检：转入学校（{to.Name}）按姓名与身份证件号核对");
        var outlook = await curl.PostAsync(NewRegistrar, "/api/v1/transfers/check", Wish, cancel);
        var blockers = outlook.Body.GetProperty("blockers").EnumerateArray()
            .Select(b => b.GetProperty("message").GetString()).ToList();
        screen.Line($"→ {outlook.Status}　{outlook.Text("routeName")}，阻碍 {blockers.Count} 项{string.Concat(blockers.Select(b => "：" + b))}");
        if (blockers.Count > 0)
            return false; // between 15 July and 14 August

        await RefusedAsync(cancel);
        await OverdueThenDoneAsync(proof, cancel);
        return true;
    }

    private async Task RefusedAsync(CancellationToken cancel)
    {
        screen.Heading("第一次申请：转出学校不同意，说明理由，业务终结，学生解除冻结");
        var (path, version) = await SubmitAsync(Wish, cancel);
        version = await DecideAsync(NewLeader, path, version, "通过", cancel);
        version = await DecideAsync(NewCounty, path, version, "通过", cancel);
        await DecideAsync(Leader, path, version, "不通过", cancel, new { verdict = Verdict.Refuse, opinion = "监护人尚未到校办理手续。" });
    }

    private async Task OverdueThenDoneAsync(string proof, CancellationToken cancel)
    {
        screen.Heading("第二次申请：上传证明材料；转出学校超期，自动上报其主管部门；四方核办后调档");
        var file = await curl.UploadAsync(NewRegistrar, "/api/v1/cases/proofs", proof, "application/pdf", null, cancel);
        var (path, version) = await SubmitAsync(Wish with { ProofHash = file.Text("fileHash") }, cancel);
        version = await DecideAsync(NewLeader, path, version, "通过", cancel);
        version = await DecideAsync(NewCounty, path, version, "通过", cancel);

        await ForgetAsync(path, cancel);
        version = await DecideAsync(Leader, path, version, "通过", cancel);
        version = await DecideAsync(County, path, version, "通过", cancel);
        await DecideAsync(NewRegistrar, path, version, "编班", cancel, new { verdict = Verdict.Approve, classId = to.ClassId });
        var done = await curl.GetAsync(NewRegistrar, path, cancel);
        foreach (var entry in done.Body.GetProperty("timeline").EnumerateArray())
            screen.Line($"→ {Text(entry, "at")[..10]} {Text(entry, "title")}　{Text(entry, "by")}　{Text(entry, "text")}");
    }

    // The nightly work runs with a clock that is ahead; everybody else's stays.
    private async Task ForgetAsync(string path, CancellationToken cancel)
    {
        var (time, waiting) = (center.Get<TimeProvider>(), await curl.GetAsync(Leader, path, cancel));
        var ahead = DateOnly.Parse(waiting.Text("dueOn"), CultureInfo.InvariantCulture)
            .DayNumber - BeijingTime.Today(time).DayNumber + Forgotten;
        await ActivatorUtilities.CreateInstance<KeepDeadlines>(center.Services, new LaterTime(time, TimeSpan.FromDays(ahead))).RunAsync(cancel);
        var overdue = await curl.GetAsync(County, path, cancel);
        var bureau = overdue.Body.GetProperty("escalatedTo").GetProperty("name");
        screen.Line($"→ {overdue.Status}　（时钟拨快 {ahead} 天）办理期限 {overdue.Text("dueOn")} 已过，上报：{bureau}");
    }

    private static string Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var text) ? text.ToString() : "";

    private async Task<(string Path, string? Version)> SubmitAsync(TransferRequest request, CancellationToken cancel)
    {
        var submitted = await curl.PostAsync(NewRegistrar, "/api/v1/transfers", request, cancel);
        var opened = submitted.Body.GetProperty("case");
        screen.Line($"→ {submitted.Status}　业务状态 {opened.GetProperty("stateName")}，办理期限 {opened.GetProperty("dueOn")}");
        return ($"/api/v1/cases/{opened.GetProperty("caseId")}", submitted.Version);
    }

    private async Task<string?> DecideAsync(
        string who, string path, string? version, string what, CancellationToken cancel, object? decision = null)
    {
        var decided = await curl.PostAsync(
            who, path + "/decision", decision ?? new { verdict = Verdict.Approve, opinion = "同意。" }, cancel, version);
        screen.Line($"→ {decided.Status}　{what}，业务状态 {decided.Text("stateName")}");
        return decided.Version;
    }

    private sealed class LaterTime(TimeProvider time, TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;
    }
}
