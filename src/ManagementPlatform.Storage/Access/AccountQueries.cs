using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Access;

/// <summary>Accounts as the door needs them: <see cref="Account"/>.</summary>
public sealed class AccountQueries(DbSession session, TimeProvider time)
{
    private const string Find =
        """
        SELECT u.user_id, u.user_name, u.display_name, u.kind, u.organization_id, o.name AS organization_name, o.kind AS tier,
            u.security_stamp, u.is_enabled, u.must_change_password, u.password_changed_at, o.is_active AS organization_active
        FROM dbo.app_user AS u JOIN dbo.organization AS o ON o.organization_id = u.organization_id
        WHERE u.user_id = @userId
        """;

    // His own, and those that others of the organization who still hold them have lent him for today (代办).
    private const string Roles =
        """
        SELECT own.role FROM dbo.app_user_role AS own WHERE own.user_id = @userId
        UNION
        SELECT d.role FROM dbo.delegation AS d
        JOIN dbo.app_user AS t ON t.user_id = d.to_user_id AND t.organization_id = d.organization_id
        JOIN dbo.app_user AS f ON f.user_id = d.from_user_id AND f.organization_id = d.organization_id AND f.is_enabled = @yes
        JOIN dbo.app_user_role AS held ON held.user_id = d.from_user_id AND held.role = d.role
        WHERE d.to_user_id = @userId AND d.from_day <= @today AND d.until_day >= @today AND d.revoked_at IS NULL
        ORDER BY role
        """;

    private static readonly Sql FindWithRoles = Sql.Portable($"{Find}; {Roles}");

    /// <returns>Null when there is no such account.</returns>
    public Task<Account?> FindAsync(long userId, CancellationToken cancel) => session.QueryManyAsync(
        FindWithRoles,
        new { userId, yes = true, today = BeijingTime.Today(time) },
        async results =>
            await results.FirstOrDefaultAsync<Row>() is { } row ? AccountOf(row, await results.ListAsync<string>()) : null,
        cancel);

    private static Account AccountOf(Row row, IReadOnlyList<string> roles) => new(
        row.UserId,
        row.UserName,
        row.DisplayName,
        EnumText.Parse<AccountKind>(row.Kind),
        row.OrganizationId,
        row.OrganizationName,
        EnumText.Parse<Tier>(row.Tier),
        [.. roles.Select(EnumText.Parse<Role>)],
        row.SecurityStamp,
        row.IsEnabled && row.OrganizationActive,
        row.MustChangePassword,
        row.PasswordChangedAt);

    private sealed record Row
    {
        public long UserId { get; init; }
        public string UserName { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public string Kind { get; init; } = "";
        public long OrganizationId { get; init; }
        public string OrganizationName { get; init; } = "";
        public string Tier { get; init; } = "";
        public string SecurityStamp { get; init; } = "";
        public bool IsEnabled { get; init; }
        public bool OrganizationActive { get; init; }
        public bool MustChangePassword { get; init; }
        public DateTimeOffset PasswordChangedAt { get; init; }
    }
}
