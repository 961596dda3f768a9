using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Access;

/// <summary>The rows of an account. Who may see or change one is decided by the queries with a scope.</summary>
public sealed class UserStore(DbSession session)
{
    private static readonly Table<User> Users = new("app_user", "user_id");
    private static readonly Table<PasswordHistoryRow> History = new("password_history", "user_id", "changed_at");
    private static readonly Table<UserRoleRow> UserRoles = new("app_user_role", "user_id", "role");

    private static readonly Sql ById = Users.Select("WHERE user_id = @userId");
    private static readonly Sql ByName = Users.Select("WHERE normalized_user_name = @name");
    private static readonly Sql Roles = Sql.Portable("SELECT role FROM dbo.app_user_role WHERE user_id = @userId ORDER BY role");
    private static readonly Sql DeleteRoles = Sql.Portable("DELETE FROM dbo.app_user_role WHERE user_id = @userId");

    private static readonly Sql Passwords =
        History.Select("WHERE user_id = @userId ORDER BY changed_at DESC {limit @count}");

    // Writes nothing new: takes the row's lock, so that attempts on one account stand in line.
    private static readonly Sql Hold = Sql.Portable(
        "UPDATE dbo.app_user SET access_failed_count = access_failed_count WHERE user_id = @userId");

    // Not a new version of the account: an administrator who edits it is not disturbed.
    private static readonly Sql SignedIn = Sql.Portable(
        "UPDATE dbo.app_user SET last_sign_in_at = @now, access_failed_count = 0, lockout_end = NULL WHERE user_id = @userId");

    private static readonly Sql Dormant = Sql.Portable(
        """
        SELECT user_id FROM dbo.app_user
        WHERE is_enabled = @yes AND user_id > @after AND created_at < @before AND (last_sign_in_at IS NULL OR last_sign_in_at < @before)
        ORDER BY user_id {limit @take}
        """);

    public Task<User?> FindAsync(long userId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<User>(ById, new { userId }, cancel);

    /// <param name="normalizedName">In capitals.</param>
    public Task<User?> FindByNameAsync(string normalizedName, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<User>(ByName, new { name = Ansi.Code(normalizedName) }, cancel);

    public Task AddAsync(User user, CancellationToken cancel) => session.InsertAsync(Users, user, cancel);

    /// <exception cref="Core.RefusalException">Somebody else wrote it since.</exception>
    public async Task UpdateAsync(User user, CancellationToken cancel)
    {
        await session.UpdateAsync(Users, user, cancel);
        user.RowVersion++;
    }

    public Task HoldAsync(long userId, CancellationToken cancel) => session.ExecuteAsync(Hold, new { userId }, cancel);

    public Task SignedInAsync(long userId, DateTimeOffset now, CancellationToken cancel) =>
        session.ExecuteAsync(SignedIn, new { userId, now }, cancel);

    /// <summary>Accounts that may be used and were not, since a moment.</summary>
    public Task<IReadOnlyList<long>> DormantAsync(DateTimeOffset before, long after, int take, CancellationToken cancel) =>
        session.QueryAsync<long>(Dormant, new { yes = true, before, after, take }, cancel);

    public async Task<IReadOnlyList<Role>> RolesAsync(long userId, CancellationToken cancel) =>
        [.. (await session.QueryAsync<string>(Roles, new { userId }, cancel)).Select(EnumText.Parse<Role>)];

    public async Task SetRolesAsync(long userId, IEnumerable<Role> roles, CancellationToken cancel)
    {
        await session.ExecuteAsync(DeleteRoles, new { userId }, cancel);
        foreach (var role in roles)
            await session.InsertAsync(UserRoles, new UserRoleRow { UserId = userId, Role = EnumText.Of(role) }, cancel);
    }

    /// <summary>The hashes of the last passwords, newest first.</summary>
    public async Task<IReadOnlyList<string>> PastPasswordsAsync(long userId, int count, CancellationToken cancel) =>
        [.. (await session.QueryAsync<PasswordHistoryRow>(Passwords, new { userId, count }, cancel)).Select(p => p.PasswordHash)];

    public Task RememberPasswordAsync(User user, CancellationToken cancel) => session.InsertAsync(
        History,
        new PasswordHistoryRow { UserId = user.UserId, ChangedAt = user.PasswordChangedAt, PasswordHash = user.PasswordHash },
        cancel);

    private sealed record PasswordHistoryRow
    {
        public required long UserId { get; init; }
        public required DateTimeOffset ChangedAt { get; init; }
        public required string PasswordHash { get; init; }
    }

    private sealed record UserRoleRow
    {
        public required long UserId { get; init; }
        public required string Role { get; init; }
    }
}
