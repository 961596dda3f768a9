using System.CommandLine;
using System.Globalization;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication.Centers;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp replication invite | join | rotate-key | suspend | readmit</c>: which centers speak to each other, and with which keys.
/// </summary>
internal static class LineCommands
{
    public static IEnumerable<Command> Make(SharedOptions options, Screen screen) => 
    [
        Invite(options, screen), Join(options, screen), RotateKey(options, screen),
        Suspend(options, screen, "suspend", "国家级：停用一个省级数据中心 / at the nation: shut a province out", isSuspended: true),
        Suspend(options, screen, "readmit", "国家级：恢复已停用的省级数据中心 / at the nation: let it in again", isSuspended: false),
    ];

    private static Command Invite(SharedOptions options, Screen screen)
    {
        var province = new Argument<string>("province") { Description = "省级数据中心代码，两位：51（兵团 66）/ province" };
        var command = new Command("invite", "国家级：发放一次性接入令牌 / at the nation: make a one-time token") { province };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var (token, expiresAt) = await center.Get<InviteProvince>().HandleAsync(center.Parsed.GetValue(province)!, cancel);
            if (center.Json)
                center.Screen.Json(new { ok = true, token = token.ToString(), expiresAt });
            else
                center.Screen.Line($"接入令牌：{token}\n只显示这一次，{Shown(expiresAt)} 前有效；请以可靠的方式交给省级数据中心。");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Join(SharedOptions options, Screen screen)
    {
        var nation = new Option<string>("--nation") { Description = "国家级数据中心的地址：https://… / the nation's address", Required = true, HelpName = "url" };
        var token = new Option<string>("--token") { Description = "国家级数据中心发放的令牌 / token", Required = true, HelpName = "token" };
        var command = new Command("join", "省级：接入国家级数据中心 / in a province: join the nation") { nation, token };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            if (!JoinToken.TryParse(center.Parsed.GetValue(token), out var parsed))
                throw Refused.Invalid("token_unknown", "接入令牌不完整，请核对。", "token");
            if (!Uri.TryCreate(center.Parsed.GetValue(nation), UriKind.Absolute, out var address))
                throw Refused.Invalid("bad_address", "地址应为 https://主机[:端口]。", "nation");
            var joined = await center.Get<JoinNation>().HandleAsync(address, parsed, cancel);
            if (center.Json)
                center.Screen.Json(new { ok = true, joined.Name, joined.Address });
            else
                center.Screen.Line($"已接入{joined.Name}（{joined.Address}），双向通道已开通，随后开始全量同步。");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command RotateKey(SharedOptions options, Screen screen)
    {
        var command = new Command("rotate-key", "更换本中心的签名密钥 / replace this center's key");
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var (keyId, oldEndsAt) = await center.Get<RotateKey>().HandleAsync(cancel);
            if (center.Json)
                center.Screen.Json(new { ok = true, keyId, oldEndsAt });
            else
                center.Screen.Line($"新密钥 {keyId} 已启用；原密钥到 {Shown(oldEndsAt)} 失效。");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Suspend(SharedOptions options, Screen screen, string name, string description, bool isSuspended)
    {
        var province = new Argument<string>("province") { Description = "省级数据中心代码，两位 / province" };
        var command = new Command(name, description) { province };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var known = await center.Get<SuspendProvince>().HandleAsync(center.Parsed.GetValue(province)!, isSuspended, cancel);
            if (center.Json)
                center.Screen.Json(new { ok = true, known.CenterCode, known.Name, known.State });
            else
                center.Screen.Line(isSuspended ? $"{known.Name}数据中心已停用：其请求和数据包一律拒收。" : $"{known.Name}数据中心已恢复。");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Shown(DateTimeOffset at) =>
        BeijingTime.Shown(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
