using System.CommandLine;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp init</c>: makes a database the center of a province or of the nation. Running it again completes what is missing.
/// </summary>
internal static class InitCommand
{
    private const string Nation = "000000", Administrator = "admin";

    public static Command Make(SharedOptions options, Screen screen)
    {
        var province = new Option<string?>("--province") { Description = "省级行政区划代码：51 或 510000；兵团 66 / province code", HelpName = "code" };
        var nation = new Option<bool>("--nation") { Description = "国家级数据中心 / the nation's center" };
        var name = new Option<string?>("--name") { Description = "数据中心名称 / name of the center", HelpName = "name" };
        var command = new Command("init", "初始化数据中心：建库、参考数据、教育行政部门 / set a center up") { province, nation, name };
        command.Validators.Add(result =>
        {
            if (result.GetResult(province) is null == !result.GetValue(nation))
                result.AddError("请写明 --province 省代码 或 --nation，二者选一。");
        });
        CenterAction.Set(command, options, screen, (center, cancel) =>
            RunAsync(center, center.Parsed.GetValue(province) ?? Nation, center.Parsed.GetValue(name), cancel));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, string region, string? name, CancellationToken cancel)
    {
        var (made, applied) = await SetUpAsync(center, region, name, cancel);
        var password = await FirstAdministratorAsync(center, cancel);
        if (center.Json)
        {
            center.Screen.Json(new
            {
                ok = true, center = made.Center, made.ReferenceRows, made.Bureaus, migrations = applied.Count,
                administrator = Administrator, password,
            });
            return ExitCode.Done;
        }

        center.Screen.Line(MigrateCommand.Text(applied));
        center.Screen.Line($"数据中心：{made.Center.Name}（{made.Center.RegionCode}）");
        center.Screen.Line($"参考数据：写入 {made.ReferenceRows} 行；教育行政部门：新建 {made.Bureaus} 个。");
        if (password is not null)
            center.Screen.Line($"系统管理员账号：{Administrator}，初始密码：{password}（只显示这一次，首次登录须修改）");
        return ExitCode.Done;
    }

    /// <returns>The first password; null when the center has accounts already.</returns>
    internal static async Task<string?> FirstAdministratorAsync(CenterAction center, CancellationToken cancel)
    {
        var caller = await center.CallerAsync(cancel);
        if ((await center.Get<UserQueries>().PageAsync(new UserFilter(), caller.OrganizationId, after: 0, take: 1, cancel)).Count > 0)
            return null;
        var form = new NewUser(Administrator, "系统管理员", caller.OrganizationId, [Role.SystemAdministrator]);
        return (await center.Get<CreateUser>().HandleAsync(form, caller, cancel)).Password;
    }

    internal static async Task<(InitializedCenter Made, IReadOnlyList<Migration> Applied)> SetUpAsync(
        CenterAction center, string region, string? name, CancellationToken cancel)
    {
        // A slip of the pen must not leave a database behind.
        var reference = await ReferenceFiles.ReadAsync(cancel);
        if (!reference.Regions.Any(r => r.HasCenter && r.RegionCode == region.PadRight(6, '0')))
            throw Refused.Invalid("region_without_center", $"“{region}”不设数据中心；请填省级行政区划代码，如 51 或 510000（兵团 66）。", "province");
        var applied = await new Migrator(center.Get<Database>(), center.Get<TimeProvider>()).MigrateAsync(cancel);
        var caller = Caller.Center(0, Tier.Province);
        return (await center.Get<InitializeCenter>().HandleAsync(region, name, reference, caller, cancel), applied);
    }
}
