using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>What an administrator may change of an account beside its roles and password.</summary>
public sealed record UserForm(string DisplayName, bool IsEnabled, string? Phone = null);

/// <summary>修改、停用、启用账号.</summary>
public sealed class EditUser(ManagedUsers managed, UserStore store, NewPassword passwords)
{
    public Task<UserView> HandleAsync(long userId, UserForm form, int expectedVersion, Caller caller, CancellationToken cancel)
    {
        if (Check(form.DisplayName, form.Phone).ToList() is { Count: > 0 } problems)
            throw Refused.Invalid(problems);
        return managed.ChangeAsync(
            userId, expectedVersion, "user.edit", caller, (user, _, c) => ApplyAsync(user, form, c), cancel);
    }

    internal static IEnumerable<Problem> Check(string displayName, string? phone)
    {
        if (displayName.Trim().Length is 0 or > 30)
            yield return new("display_name_length", "姓名或名称应为 1 至 30 个字。", "displayName");
        if (phone is { Length: > 20 })
            yield return new("phone_length", "电话不超过 20 个字符。", "phone");
        else if (phone is { Length: > 0 } && !TextShape.Phone.Fits(phone))
            yield return new("bad_form", "电话" + TextShape.Phone.Rule, "phone");
    }

    private async Task<object?> ApplyAsync(User user, UserForm form, CancellationToken cancel)
    {
        var before = new { user.DisplayName, user.IsEnabled };
        var isClosed = user.IsEnabled && !form.IsEnabled;
        user.DisplayName = form.DisplayName.Trim();
        user.Phone = form.Phone;
        user.IsEnabled = form.IsEnabled;
        if (isClosed)
            await passwords.StampAsync(user);
        else
            await store.UpdateAsync(user, cancel);
        return new { before, after = new { user.DisplayName, user.IsEnabled } };
    }
}

internal static class EditUserApi
{
    private static readonly Operation Operation = new("user.edit", Permission.ManageUsers, "修改、停用或启用账号")
    {
        Request = new UserForm("王敏", IsEnabled: false, "13800005678"),
        Response = UserContract.Example with { IsEnabled = false },
    };

    public static void MapEditUser(this IEndpointRouteBuilder users) =>
        users.MapSecured(HttpMethod.Put, "/{userId:long}", Operation, EditAsync);

    private static async Task<Versioned<UserContract>> EditAsync(
        long userId, UserForm form, ExpectedVersion version, Caller caller, EditUser edit, CancellationToken cancel)
    {
        var user = await edit.HandleAsync(userId, form, version.Value, caller, cancel);
        return Answer.Versioned(UserContract.Of(user), user.RowVersion);
    }
}
