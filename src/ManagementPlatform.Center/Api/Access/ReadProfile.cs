using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>本人信息: who the token says I am and what I may do.</summary>
internal static class ReadProfile
{
    private static readonly Operation Operation = new("me.read", Permission.UseCenter, "查看本人账号")
    {
        Response = new Profile(
            510_000_000_000_123, "wangmin", "王敏", AccountKind.Person, 510_000_000_000_045, "成都市第七中学", Tier.School,
            [Role.Registrar], [Permission.ViewStudents, Permission.RegisterStudents], MustChangePassword: false),
    };

    public static void MapReadProfile(this IEndpointRouteBuilder api) => api.MapSecured(HttpMethod.Get, "/me", Operation, Read);

    private static Profile Read(CurrentCaller current, TimeProvider time)
    {
        var account = current.Account!;
        return new Profile(
            account.UserId,
            account.UserName,
            account.DisplayName,
            account.Kind,
            account.OrganizationId,
            account.OrganizationName,
            account.Tier,
            account.Roles,
            [.. Enum.GetValues<Permission>().Where(current.Caller!.Has)],
            account.IsPasswordDue(time.GetUtcNow()));
    }
}

/// <summary>The caller's own account.</summary>
/// <param name="Permissions">What the roles allow at this tier.</param>
/// <param name="MustChangePassword">Until then nothing else is allowed.</param>
public sealed record Profile(
    long UserId,
    string UserName,
    string DisplayName,
    AccountKind Kind,
    long OrganizationId,
    string OrganizationName,
    Tier Tier,
    IReadOnlyCollection<Role> Roles,
    IReadOnlyCollection<Permission> Permissions,
    bool MustChangePassword);
