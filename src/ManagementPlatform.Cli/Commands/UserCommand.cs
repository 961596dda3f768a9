using System.CommandLine;
using System.Globalization;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp user</c>: the accounts of the center and of every organization below it.</summary>
internal static class UserCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "用户名 / user name" };

    private static readonly Option<Role[]> Roles = new("--role")
    {
        Description = "角色，可重复：registrar、leader、analyst、systemAdministrator、securityAdministrator、auditAdministrator、integration / roles",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Make(SharedOptions options, Screen screen) => new("user", "账号：新建、查询、停用、重置密码、改角色 / accounts")
    {
        Add(options, screen), List(options, screen), Disable(options, screen), Reset(options, screen), SetRole(options, screen),
    };

    private static Command Add(SharedOptions options, Screen screen)
    {
        var organization = new Option<string>("--organization") { Description = "机构代码：6 位行政区划或 10 位学校标识码 / organization code", Required = true };
        var display = new Option<string?>("--display") { Description = "姓名或系统名称 / display name" };
        var system = new Option<bool>("--system") { Description = "对接系统账号 / a program's account" };
        var command = new Command("add", "新建账号，初始密码只显示一次 / add an account") { Name, organization, Roles, display, system };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var owner = await center.CallerAsync(center.Parsed.GetValue(organization), cancel);
            var name = center.Parsed.GetValue(Name)!;
            var kind = center.Parsed.GetValue(system) ? AccountKind.System : AccountKind.Person;
            var form = new NewUser(
                name, center.Parsed.GetValue(display) ?? name, owner.OrganizationId, center.Parsed.GetValue(Roles)!, kind);
            var (user, password) = await center.Get<CreateUser>().HandleAsync(form, await center.CallerAsync(cancel), cancel);
            TellPassword(center, user, password);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List(SharedOptions options, Screen screen)
    {
        var command = new Command("list", "查询账号 / list accounts");
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var users = await AllAsync(center, cancel);
            if (center.Json)
                center.Screen.Json(users);
            else
                center.Screen.Table(["用户名", "姓名", "机构", "角色", "状态", "最近登录"], users.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Disable(SharedOptions options, Screen screen)
    {
        var command = new Command("disable", "停用账号 / disable an account") { Name };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            var user = await FindAsync(center, cancel);
            var form = new UserForm(user.DisplayName, IsEnabled: false, user.Phone);
            await center.Get<EditUser>()
                .HandleAsync(user.UserId, form, user.RowVersion, await center.CallerAsync(cancel), cancel);
            center.Screen.Line($"账号 {user.UserName} 已停用。");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Reset(SharedOptions options, Screen screen)
    {
        var command = new Command("reset-password", "重置密码，新密码只显示一次 / reset a password") { Name };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            var found = await FindAsync(center, cancel);
            var (user, password) = await center.Get<ResetPassword>()
                .HandleAsync(found.UserId, await center.CallerAsync(cancel), cancel);
            TellPassword(center, user, password);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command SetRole(SharedOptions options, Screen screen)
    {
        var command = new Command("role", "设定账号的角色 / set the roles of an account") { Name, Roles };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            var user = await FindAsync(center, cancel);
            var roles = new RolesForm(center.Parsed.GetValue(Roles)!);
            var changed = await center.Get<SetRoles>()
                .HandleAsync(user.UserId, roles, user.RowVersion, await center.CallerAsync(cancel), cancel);
            center.Screen.Line($"账号 {changed.UserName} 的角色：{RolesOf(changed)}。");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<UserView> FindAsync(CenterAction center, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var name = center.Parsed.GetValue(Name);
        return (await AllAsync(center, cancel)).FirstOrDefault(u => u.UserName.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused.NotFound("账号");
    }

    private static async Task<IReadOnlyList<UserView>> AllAsync(CenterAction center, CancellationToken cancel)
    {
        var scope = (await center.CallerAsync(cancel)).OrganizationId;
        return await center.Get<UserQueries>().PageAsync(new UserFilter(), scope, after: 0, take: int.MaxValue, cancel);
    }

    private static IReadOnlyList<string> Row(UserView user) =>
    [
        user.UserName, user.DisplayName, user.OrganizationName, RolesOf(user), user.IsEnabled ? "启用" : "停用",
        user.LastSignInAt is { } at ? BeijingTime.Shown(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "",
    ];

    private static string RolesOf(UserView user) => string.Join('、', user.Roles.Select(RoleNames.Of));

    private static void TellPassword(CenterAction center, UserView user, string password)
    {
        if (center.Json)
            center.Screen.Json(new { ok = true, user.UserName, user.OrganizationName, password });
        else
            center.Screen.Line($"账号 {user.UserName}（{user.OrganizationName}）的密码：{password}（{NoteOf(user)}）");
    }

    // A program has nobody who could choose another.
    private static string NoteOf(UserView user) =>
        nameof(AccountKind.System).Equals(user.Kind, StringComparison.OrdinalIgnoreCase) ? "只显示这一次" : "只显示这一次，首次登录须修改";
}
