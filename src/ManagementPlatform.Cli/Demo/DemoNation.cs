using System.Diagnostics;
using System.Globalization;
using ManagementPlatform.Cli.Commands;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Centers;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Cli.Demo;

/// <summary>
/// 两级建设: beside the center of 四川 a nation and a second province, 广东, each a process with a database of its own. They join, and
/// everything goes to the nation.
/// </summary>
internal sealed class DemoNation(CenterAction here, string folder) : IAsyncDisposable
{
    public const string Other = "44", OtherCounty = "440305";

    private const long OtherPupils = 3_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5), Look = TimeSpan.FromMilliseconds(500);

    public DemoPeer Nation { get; } = new(Path.Combine(folder, "nation"), here.Screen);

    public DemoPeer Guangdong { get; } = new(Path.Combine(folder, Other), here.Screen);

    /// <summary>深圳市南山区's first primary school, where the pupil of the story goes.</summary>
    public DemoSchool School { get; private set; } = new(0, "", "", 0);

    public IReadOnlyList<DemoAccount> Accounts { get; private set; } = [];

    /// <summary>The database is one that an earlier demo left, and that demo's nation is gone.</summary>
    public async Task<bool> HasJoinedAsync(CancellationToken cancel) =>
        (await here.Get<BatchBooks>().ChannelsAsync(cancel)).Count > 0;

    public async Task SetUpAsync(CancellationToken cancel)
    {
        foreach (var peer in (DemoPeer[])[Nation, Guangdong])
        {
            if (Directory.Exists(peer.Folder))
                Directory.Delete(peer.Folder, recursive: true);
            Directory.CreateDirectory(peer.Folder);
        }

        await Nation.RunAsync(here, center => InitCommand.SetUpAsync(center, "000000", "国家学籍演示中心", cancel));
        await Guangdong.RunAsync(here, async center =>
        {
            await InitCommand.SetUpAsync(center, Other, "广东省学籍演示中心", cancel);
            School = await FillAsync(center, cancel);
            Accounts = await AccountsAsync(center, cancel);
            return 0;
        });
        await Nation.StartAsync(cancel);
        await Guangdong.StartAsync(cancel);
        Accounts = await DemoAccounts.ChangePasswordsAsync(Accounts, Guangdong.Address, cancel);
    }

    /// <summary>Each province joins with a token of the nation and sends everything it has.</summary>
    public async Task JoinAsync(CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        await JoinAsync(here, DemoCenter.Province, cancel);
        await Guangdong.RunAsync(here, async center =>
        {
            await JoinAsync(center, Other, cancel);
            return 0;
        });
        await InStepAsync(cancel);
        var pupils = await Nation.RunAsync(here, center => PupilsAsync(center, cancel));
        here.Screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"→ 全国中心已有 {pupils:N0} 名学生，首次全量同步用时 {Stopwatch.GetElapsedTime(start).TotalSeconds:0} 秒。"));
    }

    /// <summary>Waits until the nation has everything of this province.</summary>
    public async Task InStepAsync(CancellationToken cancel)
    {
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(Look, cancel))
        {
            if (await UpAsync(cancel) is { Snapshot: null, Waiting: 0 } up && up.Sent == up.Acknowledged && up.Sent > 0)
                return;
            await PushAsync(cancel);
        }

        throw new InvalidOperationException("The nation does not catch up; see mp replication status.");
    }

    /// <summary>The channel to the nation as 四川 sees it.</summary>
    public async Task<ChannelStatus> UpAsync(CancellationToken cancel)
    {
        var status = await here.Get<ReplicationQueries>().StatusAsync(cancel);
        return status.Channels.Single(channel => channel.Channel == Channel.Up(DemoCenter.Province).ToString());
    }

    public Task PushAsync(CancellationToken cancel) => here.Get<RunWork>().HandleAsync("replication_push", cancel);

    /// <summary>
    /// What the clock does every few seconds, at once: the provinces send, the nation answers and passes on, the provinces fetch.
    /// </summary>
    public async Task ExchangeAsync(CancellationToken cancel)
    {
        await RunAsync(here, cancel, "replication_push");
        await Guangdong.RunAsync(here, center => RunAsync(center, cancel, "replication_push"));
        await Nation.RunAsync(here, center => RunAsync(center, cancel, "answer_inquiries", "issue_codes", "replication_route"));
        await RunAsync(here, cancel, "replication_pull");
        await Guangdong.RunAsync(here, center => RunAsync(center, cancel, "replication_pull"));
    }

    /// <summary>Waits until neither the nation nor this province has anything for the other.</summary>
    public async Task SettledAsync(CancellationToken cancel)
    {
        var down = Channel.Down(DemoCenter.Province).ToString();
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience; await Task.Delay(Look, cancel))
        {
            await ExchangeAsync(cancel);
            await InStepAsync(cancel);
            var status = await Nation.RunAsync(here, center => center.Get<ReplicationQueries>().StatusAsync(cancel));
            if (status.Unrouted == 0 && status.Channels.Single(c => c.Channel == down) is { Waiting: 0 } last
                && last.Sent == last.Acknowledged)
                return;
        }

        throw new InvalidOperationException("The channels do not empty; see mp replication status.");
    }

    /// <summary>Tries at once instead of when the back-off is over.</summary>
    public async Task RetryAsync(CancellationToken cancel)
    {
        await RetryAsync(here, DemoCenter.Province, cancel);
        await Guangdong.RunAsync(here, center => RetryAsync(center, Other, cancel));
    }

    public async Task ReconcileAsync(CancellationToken cancel)
    {
        here.Screen.Line("mp replication reconcile");
        here.Screen.Line((await here.Get<Reconcile>().HandleAsync(cancel)).ToText());
    }

    public async ValueTask DisposeAsync()
    {
        await Guangdong.DisposeAsync();
        await Nation.DisposeAsync();
    }

    private async Task JoinAsync(CenterAction center, string province, CancellationToken cancel)
    {
        var (token, _) = await Nation.RunAsync(here, nation => nation.Get<InviteProvince>().HandleAsync(province, cancel));
        here.Screen.Line($"mp replication invite {province}　　# 全国中心发出一次性令牌");
        here.Screen.Line($"mp replication join --nation {Nation.Address} --token …　　# {province} 省级中心接入");
        await center.Get<JoinNation>().HandleAsync(new Uri(Nation.Address), token, cancel);
    }

    private static async Task<int> RunAsync(CenterAction center, CancellationToken cancel, params string[] works)
    {
        foreach (var work in works)
            await center.Get<RunWork>().HandleAsync(work, cancel);
        return works.Length;
    }

    private static async Task<int> RetryAsync(CenterAction center, string province, CancellationToken cancel)
    {
        foreach (var channel in (Channel[])[Channel.Up(province), Channel.Down(province)])
            await center.Get<SteerChannel>().RetryAsync(channel, await center.CallerAsync(cancel), cancel);
        return 0;
    }

    private static async Task<long> PupilsAsync(CenterAction center, CancellationToken cancel)
    {
        var caller = await center.CallerAsync(cancel);
        var counts = await center.Get<Storage.Statistics.EnrollmentCounts>().ReadAsync(caller.OrganizationId, cancel);
        return counts.Sum(row => row.Pupils);
    }

    private static async Task<DemoSchool> FillAsync(CenterAction center, CancellationToken cancel)
    {
        var request = new GenerationRequest
        {
            Region = RegionCode.Parse(Other + "0000"),
            Counties = [OtherCounty],
            Pupils = OtherPupils,
            SchoolYear = SchoolYear.Of(BeijingTime.Today(center.Get<TimeProvider>())),
        };
        var tables = GeneratorTables.Load(ReferenceFiles.Folder);
        var counties = new CountyList((await center.Get<IReferenceData>().GetAsync(cancel)).Regions);
        var plans = GenerationPlan.Of(request, tables, counties);
        await GenerateCommand.LoadAsync(center, request, tables, plans, cancel);
        var school = new CountyGenerator(request, tables, counties, plans[0])
            .Schools.First(s => s.TypeCode == SchoolKind.Primary.TypeCode);
        return await DemoSchool.FindAsync(center, school, cancel);
    }

    private async Task<IReadOnlyList<DemoAccount>> AccountsAsync(CenterAction center, CancellationToken cancel)
    {
        var accounts = new DemoAccounts(center);
        var (caller, county) = (await center.CallerAsync(cancel), BureauCode.Key(OtherCounty));
        return
        [
            await accounts.AddAsync(
                "SZ_REGISTRAR", "sz.registrar", "转入学校学籍管理员", School.Id, School.Name, Role.Registrar, caller, cancel),
            await accounts.AddAsync("SZ_LEADER", "sz.leader", "转入学校学籍主管领导", School.Id, School.Name, Role.Leader, caller, cancel),
            await accounts.AddAsync("SZ_COUNTY", "sz.county", "转入县学籍管理员", county, "南山区教育局", Role.Registrar, caller, cancel),
        ];
    }
}
