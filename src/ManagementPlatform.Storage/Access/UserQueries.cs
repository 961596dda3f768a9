using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Access;

/// <summary>An account as administrators see it: nothing of its password.</summary>
public sealed record UserView
{
    public required long UserId { get; init; }
    public required string UserName { get; init; }
    public required string DisplayName { get; init; }
    public required string Kind { get; init; }
    public required long OrganizationId { get; init; }
    public required string OrganizationName { get; init; }

    /// <summary>Kind of the organization: <c>school</c>, <c>county</c> …</summary>
    public required string Tier { get; init; }

    public string? Phone { get; init; }
    public required bool IsEnabled { get; init; }
    public required bool MustChangePassword { get; init; }
    public DateTimeOffset? LockoutEnd { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
    public required int RowVersion { get; init; }

    public IReadOnlyList<Role> Roles { get; init; } = [];
}

/// <summary>What a list of accounts is narrowed to.</summary>
public sealed record UserFilter(long? OrganizationId = null, AccountKind? Kind = null, bool? IsEnabled = null);

/// <summary>Accounts of the caller's organization and those below it.</summary>
public sealed class UserQueries(DbSession session)
{
    private const string Columns =
        """
        SELECT u.user_id, u.user_name, u.display_name, u.kind, u.organization_id, o.name AS organization_name, o.kind AS tier, u.phone,
            u.is_enabled, u.must_change_password, u.lockout_end, u.last_sign_in_at, u.row_version
        FROM dbo.app_user AS u JOIN dbo.organization AS o ON o.organization_id = u.organization_id
        """;

    private static readonly Sql ById = Sql.Portable($"{Columns} WHERE u.user_id = @userId AND {Scope.OrganizationInScope}");

    private static readonly Sql Page = Sql.Portable(
        $"""
        {Columns}
        WHERE u.user_id > @after AND {Scope.OrganizationInScope}
            AND (@organizationId IS NULL OR u.organization_id = @organizationId)
            AND (@kind IS NULL OR u.kind = @kind)
            AND (@isEnabled IS NULL OR u.is_enabled = @isEnabled)
        ORDER BY u.user_id {"{limit @take}"}
        """);

    private static readonly Sql Roles = Sql.Portable(
        "SELECT user_id AS UserId, role AS Role FROM dbo.app_user_role WHERE user_id IN {ids @users} ORDER BY user_id, role");

    private static readonly Sql Tier = Sql.Portable(
        $"SELECT o.kind FROM dbo.organization AS o WHERE o.organization_id = @organizationId AND {Scope.OrganizationInScope}");

    /// <returns>Null outside the scope.</returns>
    public async Task<UserView?> FindAsync(long userId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<UserView>(ById, new { userId, scope }, cancel) is { } user
            ? (await WithRolesAsync([user], cancel))[0]
            : null;

    public async Task<IReadOnlyList<UserView>> PageAsync(
        UserFilter filter, long scope, long after, int take, CancellationToken cancel)
    {
        var kind = Ansi.Code(filter.Kind is { } k ? EnumText.Of(k) : null);
        var parameters = new { organizationId = filter.OrganizationId, kind, isEnabled = filter.IsEnabled, scope, after, take };
        return await WithRolesAsync(await session.QueryAsync<UserView>(Page, parameters, cancel), cancel);
    }

    /// <summary>The tier of an organization inside the scope; null outside it.</summary>
    public async Task<Tier?> TierOfAsync(long organizationId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<string>(Tier, new { organizationId, scope }, cancel) is { } kind
            ? EnumText.Parse<Tier>(kind) : null;

    private async Task<IReadOnlyList<UserView>> WithRolesAsync(IReadOnlyList<UserView> users, CancellationToken cancel)
    {
        var rows = await session.QueryAsync<RoleRow>(Roles, new { users = JsonList.Of(users.Select(u => u.UserId)) }, cancel);
        var roles = rows.ToLookup(r => r.UserId, r => EnumText.Parse<Role>(r.Role));
        return [.. users.Select(u => u with { Roles = [.. roles[u.UserId]] })];
    }

    private sealed record RoleRow
    {
        public long UserId { get; init; }
        public string Role { get; init; } = "";
    }
}
