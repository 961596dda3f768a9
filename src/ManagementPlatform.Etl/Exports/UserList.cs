using System.Globalization;
using System.Runtime.CompilerServices;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Etl.Exports;

/// <summary>
/// 账号 of the organization and those below it: who holds which roles, when he last signed in; nothing of passwords.
/// </summary>
internal static class UserList
{
    private const int PageSize = 500;

    public static ExportedList Of(UserQueries users) => new(
        "users", "账号", Permission.ManageUsers,
        ["用户名", "姓名", "类型", "机构", "层级", "角色", "联系电话", "是否启用", "须修改密码", "锁定至", "最近登录时间"],
        (_, caller, cancel) => RowsAsync(users, caller, cancel));

    private static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        UserQueries users, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        var after = 0L;
        while (true)
        {
            var page = await users.PageAsync(new UserFilter(), caller.OrganizationId, after, PageSize, cancel);
            foreach (var user in page)
                yield return Row(user);
            if (page.Count < PageSize)
                yield break;
            after = page[^1].UserId;
        }
    }

    private static IReadOnlyList<string?> Row(UserView user) =>
    [
        user.UserName,
        user.DisplayName,
        user.Kind == AccountKinds.Person ? "个人" : "对接系统",
        user.OrganizationName,
        RoleNames.Of(Enum.Parse<Tier>(user.Tier, ignoreCase: true)),
        string.Join('、', user.Roles.Select(RoleNames.Of)),
        user.Phone is { } phone ? Masking.Phone(phone) : null,
        user.IsEnabled ? "是" : "否",
        user.MustChangePassword ? "是" : "否",
        Time(user.LockoutEnd),
        Time(user.LastSignInAt),
    ];

    /// <summary>A moment as clocks in China show it.</summary>
    public static string? Time(DateTimeOffset? moment) =>
        moment is { } at ? BeijingTime.Shown(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;
}
