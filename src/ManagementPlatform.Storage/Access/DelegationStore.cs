using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Writing;

namespace ManagementPlatform.Storage.Access;

/// <summary>A delegation with the names of its people.</summary>
public sealed record DelegationView
{
    public long DelegationId { get; init; }
    public long OrganizationId { get; init; }
    public string OrganizationName { get; init; } = "";
    public long FromUserId { get; init; }
    public string FromName { get; init; } = "";
    public long ToUserId { get; init; }
    public string ToName { get; init; } = "";
    public string Role { get; init; } = "";
    public DateOnly FromDay { get; init; }
    public DateOnly UntilDay { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>
/// Delegations, seen by the two people they concern and by the administrators of their organization and those above.
/// </summary>
public sealed class DelegationStore(DbSession session)
{
    private const string Seen =
        $"(d.from_user_id = @userId OR d.to_user_id = @userId OR (@administers = 1 AND {Scope.OrganizationInScope}))";

    private const string Views =
        """
        SELECT d.delegation_id, d.organization_id, o.name AS organization_name, d.from_user_id, f.display_name AS from_name, d.to_user_id,
               t.display_name AS to_name, d.role, d.from_day, d.until_day, d.revoked_at
        FROM dbo.delegation AS d
        JOIN dbo.organization AS o ON o.organization_id = d.organization_id
        JOIN dbo.app_user AS f ON f.user_id = d.from_user_id
        JOIN dbo.app_user AS t ON t.user_id = d.to_user_id
        """;

    private static readonly Table<Delegation> Delegations = new("delegation", "delegation_id");

    private static readonly Sql One = Sql.Portable($"{Views} WHERE d.delegation_id = @delegationId AND {Seen}");

    private static readonly Sql Page = Sql.Portable(
        $"{Views} WHERE d.delegation_id < @before AND {Seen} ORDER BY d.delegation_id DESC {{limit @take}}");

    private static readonly Sql Revoke = Sql.Portable(
        """
        UPDATE dbo.delegation SET revoked_by = @revokedBy, revoked_at = @now, row_version = row_version + 1
        WHERE delegation_id = @delegationId AND revoked_at IS NULL
        """);

    public Task AddAsync(Delegation delegation, CancellationToken cancel) => session.InsertAsync(Delegations, delegation, cancel);

    public Task<DelegationView?> FindAsync(long delegationId, Caller caller, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<DelegationView>(
            One, new { delegationId, userId = caller.UserId, administers = Administers(caller), scope = caller.OrganizationId },
            cancel);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<DelegationView>> PageAsync(Caller caller, long before, int take, CancellationToken cancel) =>
        session.QueryAsync<DelegationView>(
            Page, new { before, take, userId = caller.UserId, administers = Administers(caller), scope = caller.OrganizationId },
            cancel);

    /// <exception cref="Core.RefusalException">It was revoked meanwhile.</exception>
    public Task RevokeAsync(long delegationId, long revokedBy, DateTimeOffset now, CancellationToken cancel) =>
        session.ChangeOneAsync(Revoke, new { delegationId, revokedBy, now }, cancel);

    /// <summary>A role as the column holds it.</summary>
    public static string Text(Role role) => EnumText.Of(role);

    private static int Administers(Caller caller) => caller.Has(Permission.ManageUsers) ? 1 : 0;
}
