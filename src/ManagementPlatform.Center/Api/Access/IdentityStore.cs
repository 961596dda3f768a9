using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// ASP.NET Core Identity over the center's tables: hashing, lockout and security stamps are Identity's. Its writes go through the
/// request's session, so they belong to the unit of work around them.
/// </summary>
internal sealed class IdentityStore(UserStore users)
    : IUserPasswordStore<User>, IUserLockoutStore<User>, IUserRoleStore<User>, IUserSecurityStampStore<User>
{
    public async Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken)
    {
        await users.AddAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        await users.UpdateAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    // The audit trail names accounts for ever: they are disabled, never deleted.
    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        users.FindAsync(long.Parse(userId, CultureInfo.InvariantCulture), cancellationToken);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        users.FindByNameAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.UserId.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(User user, string? userName, CancellationToken cancellationToken) =>
        Set(() => user.UserName = userName!);

    public Task<string?> GetNormalizedUserNameAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(User user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedUserName = normalizedName!);

    public Task<string?> GetPasswordHashAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.PasswordHash);

    public Task SetPasswordHashAsync(User user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash!);

    public Task<bool> HasPasswordAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash.Length > 0);

    public Task<string?> GetSecurityStampAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(User user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.LockoutEnd);

    public Task SetLockoutEndDateAsync(User user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockoutEnd = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(++user.AccessFailedCount);

    public Task ResetAccessFailedCountAsync(User user, CancellationToken cancellationToken) =>
        Set(() => user.AccessFailedCount = 0);

    public Task<int> GetAccessFailedCountAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(User user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(User user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task AddToRoleAsync(User user, string roleName, CancellationToken cancellationToken) =>
        await users.SetRolesAsync(
            user.UserId, [.. await users.RolesAsync(user.UserId, cancellationToken), RoleOf(roleName)], cancellationToken);

    public async Task RemoveFromRoleAsync(User user, string roleName, CancellationToken cancellationToken) =>
        await users.SetRolesAsync(
            user.UserId, (await users.RolesAsync(user.UserId, cancellationToken)).Except([RoleOf(roleName)]), cancellationToken);

    public async Task<IList<string>> GetRolesAsync(User user, CancellationToken cancellationToken) =>
        [.. (await users.RolesAsync(user.UserId, cancellationToken)).Select(role => role.ToString())];

    public async Task<bool> IsInRoleAsync(User user, string roleName, CancellationToken cancellationToken) =>
        (await users.RolesAsync(user.UserId, cancellationToken)).Contains(RoleOf(roleName));

    public Task<IList<User>> GetUsersInRoleAsync(string roleName, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose()
    {
        // The session belongs to the request.
    }

    // Identity upper-cases role names: SYSTEMADMINISTRATOR.
    private static Role RoleOf(string name) => Enum.Parse<Role>(name, ignoreCase: true);

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
