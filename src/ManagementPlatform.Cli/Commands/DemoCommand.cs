using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ManagementPlatform.Center;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Cli.Demo;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp demo</c>: from nothing to a center with a county's data in it and questions answered, then keeps it running.
/// </summary>
internal sealed class DemoCommand
{
    // The smallest file that begins as a PDF does.
    private static readonly byte[] Proof = "%PDF-1.4\n% 医院证明（演示）\n%%EOF\n"u8.ToArray();

    private readonly Option<int> _port = new("--port") { Description = "监听端口，0 为任意空闲端口 / port", DefaultValueFactory = _ => 5080, HelpName = "n" };
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "走完即停，不保持运行 / stop at the end" };
    private readonly Option<bool> _oneCenter = new("--one-center") { Description = "只演示一个省级中心 / without the nation and the second province" };
    private readonly Option<long> _pupils = new("--pupils") { Description = "学生数 / pupils", DefaultValueFactory = _ => 100_000, HelpName = "n" };

    public static Command Make(SharedOptions options, Screen screen)
    {
        var demo = new DemoCommand();
        var command = new Command("demo", "演示：四川、广东与国家三个中心，走一遍登记、休学、转学、跨省转学与核对 / the whole story on made-up data")
        { demo._port, demo._noWait, demo._oneCenter, demo._pupils };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                return (int)await demo.RunAsync(options, parsed, screen, cancel);
            }
            catch (Exception exception)
            {
                return (int)Failures.Tell(exception, screen, json: false);
            }
        });
        return command;
    }

    private async Task<ExitCode> RunAsync(SharedOptions options, ParseResult parsed, Screen screen, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var settings = Settings(options, parsed);
        var center = CenterSettings.Of(SharedOptions.Configured(settings));
        DemoCenter.ClearFolder(center);
        await using var app = CenterHost.Build(new CenterHostOptions { Settings = settings });
        await using var scope = app.Services.CreateAsyncScope();
        var action = new CenterAction(scope.ServiceProvider, parsed, screen, json: false);
        var (school, other, accounts) = await PrepareAsync(action, center, parsed.GetValue(_pupils), cancel);

        await app.StartAsync(cancel);
        var address = app.Urls.First();
        await using var nation = parsed.GetValue(_oneCenter) ? null : new DemoNation(action, center.DataFolder);
        accounts = await PlayAsync(action, school, other, accounts, address, center, nation, cancel);
        Goodbye(screen, accounts, address, Stopwatch.GetElapsedTime(start), parsed.GetValue(_noWait));
        if (parsed.GetValue(_noWait))
            await app.StopAsync(cancel);
        else
            await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }

    private Dictionary<string, string?> Settings(SharedOptions options, ParseResult parsed)
    {
        var port = parsed.GetValue(_port);
        var settings = new Dictionary<string, string?>(options.Settings(parsed, defaultFolder: "demo"))
        {
            ["Urls"] = $"http://127.0.0.1:{(port != 0 && IsFree(port) ? port : 0).ToString(CultureInfo.InvariantCulture)}",
            ["Logging:LogLevel:Default"] = "Error",
        };
        return settings;
    }

    // Another demo may still be running.
    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<(DemoSchool School, DemoSchool Other, IReadOnlyList<DemoAccount> Accounts)> PrepareAsync(
        CenterAction action, CenterSettings settings, long pupils, CancellationToken cancel)
    {
        var demo = new DemoCenter(action, settings);
        action.Screen.Heading("一、初始化数据中心");
        await demo.SetUpAsync(cancel);
        action.Screen.Heading("二、生成三个县（区）的学校与学生");
        var (here, there) = (await demo.ChooseAsync(pupils, county: 0, cancel), await demo.ChooseAsync(pupils, county: 1, cancel));
        await demo.FillAsync(pupils, cancel);
        var (school, other) = (await DemoSchool.FindAsync(action, here, cancel), await DemoSchool.FindAsync(action, there, cancel));
        action.Screen.Heading($"三、导入一份有错误的班级名单（etl/samples/class-list.csv → {school.Name}）");
        await ImportAsync(action, school, settings, cancel);
        return (school, other, await new DemoAccounts(action).CreateAsync(school, other, cancel));
    }

    private static async Task ImportAsync(
        CenterAction action, DemoSchool school, CenterSettings settings, CancellationToken cancel)
    {
        var sample = new FileInfo(Path.Combine(AppContext.BaseDirectory, "etl", "samples", "class-list.csv"));
        var result = new FileInfo(Path.Combine(settings.DataFolder, "class-list.errors.csv"));
        var caller = (await action.CallerAsync(cancel)) with { OrganizationId = school.Id, Tier = Tier.School };
        await using (var bad = new FileStream(result.FullName, FileMode.Create, FileAccess.ReadWrite))
        {
            var options = new ImportOptions { Mode = ImportMode.Good };
            var report = await action.Get<ImportStudents>()
                .HandleAsync(new ImportSource(sample.Name, sample.OpenRead), options, bad, caller, null, cancel);
            result.Refresh();
            ImportSummary.Tell(action.Screen, report, result, shown: int.MaxValue);
        }
    }

    private static async Task<IReadOnlyList<DemoAccount>> PlayAsync(
        CenterAction action,
        DemoSchool school,
        DemoSchool other,
        IReadOnlyList<DemoAccount> accounts,
        string address,
        CenterSettings settings,
        DemoNation? nation,
        CancellationToken cancel)
    {
        action.Screen.Heading("四、通过 REST API 办理一名学生的登记、休学、复学（每条都可粘贴执行）");
        accounts = await DemoAccounts.ChangePasswordsAsync(accounts, address, cancel);
        using var curl = new CurlClient(action.Screen, address);
        foreach (var account in accounts.Where(a => a.Role != Role.SystemAdministrator))
            await curl.SignInAsync(account.Variable, account.UserName, account.Password, cancel);
        var story = new DemoStory(curl, action.Screen, school, action.Get<TimeProvider>());
        var proof = Path.Combine(settings.DataFolder, "proof.pdf");
        await File.WriteAllBytesAsync(proof, Proof, cancel);
        var keys = await story.PlayAsync(proof, cancel);
        action.Screen.Heading("五、跨县转学：不同意一次，超期上报一次，四方核办，自动调档");
        var moved = await new DemoTransfer(curl, action.Screen, action, other, keys).PlayAsync(proof, cancel);
        await story.CountAsync(cancel);
        if (moved && nation is not null)
            accounts = [.. accounts, .. await ConnectAsync(action, nation, curl, story, keys, cancel)];
        return accounts;
    }

    private static async Task<IReadOnlyList<DemoAccount>> ConnectAsync(
        CenterAction action, DemoNation nation, CurlClient chengdu, DemoStory story, LookUpKeys keys, CancellationToken cancel)
    {
        action.Screen.Heading("六、两级建设：国家中心与四川、广东两个省级中心，三个进程、三个数据库");
        if (await nation.HasJoinedAsync(cancel))
        {
            action.Screen.Line("该库在上次演示中已接入另一个全国中心，这一部分只在新库上演示。");
            return [];
        }

        await nation.SetUpAsync(cancel);
        await nation.JoinAsync(cancel);
        action.Screen.Heading("七、跨省转学：成都 → 深圳，双方各在本省中心办理；途中断线一次");
        using var shenzhen = new CurlClient(action.Screen, nation.Guangdong.Address);
        foreach (var account in nation.Accounts)
            await shenzhen.SignInAsync(account.Variable, account.UserName, account.Password, cancel);
        await new DemoAcrossProvinces(chengdu, shenzhen, nation, story, action.Screen, keys)
            .PlayAsync(["NEW_LEADER", "NEW_COUNTY", "PROVINCE"], cancel);
        action.Screen.Heading("八、核对：国家与四川逐表逐桶比对摘要");
        await nation.SettledAsync(cancel);
        await nation.ReconcileAsync(cancel);
        return nation.Accounts;
    }

    private static void Goodbye(Screen screen, IReadOnlyList<DemoAccount> accounts, string address, TimeSpan elapsed, bool stops)
    {
        screen.Heading("账号");
        screen.Table(
            ["用户名", "密码", "角色", "机构"],
            accounts.Select(a => (string[])[a.UserName, a.Password, a.DisplayName, a.Where]));
        screen.Heading(string.Create(CultureInfo.InvariantCulture, $"演示完成，用时 {elapsed.TotalSeconds:0} 秒。"));
        screen.Line($"地址：{address}");
        screen.Line($"接口文档（Swagger）：{address}{CenterHost.DocsPath}");
        if (!stops)
            screen.Line("数据中心保持运行，按 Ctrl-C 停止。");
    }
}
