using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>An account as its administrator sees it.</summary>
/// <param name="LockedUntil">After too many wrong passwords.</param>
public sealed record UserContract(
    long UserId,
    string UserName,
    string DisplayName,
    string Kind,
    long OrganizationId,
    string OrganizationName,
    string Tier,
    string? Phone,
    IReadOnlyList<Role> Roles,
    bool IsEnabled,
    bool MustChangePassword,
    DateTimeOffset? LockedUntil,
    DateTimeOffset? LastSignInAt)
{
    public static readonly UserContract Example = new(
        510_000_000_000_123, "wangmin", "王敏", AccountKinds.Person, 510_000_000_000_045, "成都市第七中学", "school", "13800005678",
        [Role.Registrar], IsEnabled: true, MustChangePassword: false, LockedUntil: null,
        new DateTimeOffset(2026, 9, 1, 0, 30, 0, TimeSpan.Zero));

    public static UserContract Of(UserView user) => new(
        user.UserId,
        user.UserName,
        user.DisplayName,
        user.Kind,
        user.OrganizationId,
        user.OrganizationName,
        user.Tier,
        user.Phone,
        user.Roles,
        user.IsEnabled,
        user.MustChangePassword,
        user.LockoutEnd,
        user.LastSignInAt);
}
