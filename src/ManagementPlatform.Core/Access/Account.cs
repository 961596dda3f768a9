namespace ManagementPlatform.Core.Access;

/// <summary>What must be known of an account at every request: who it is, where it belongs, whether it may still act.</summary>
/// <param name="SecurityStamp">
/// Changes with the password, the roles and "sign out everywhere"; older tokens are then void.
/// </param>
/// <param name="MustChangePassword">The password is one that somebody else has set.</param>
public sealed record Account(
    long UserId,
    string UserName,
    string DisplayName,
    AccountKind Kind,
    long OrganizationId,
    string OrganizationName,
    Tier Tier,
    IReadOnlyCollection<Role> Roles,
    string SecurityStamp,
    bool IsEnabled,
    bool MustChangePassword,
    DateTimeOffset PasswordChangedAt)
{
    /// <summary>
    /// Until a new password is set the account may do nothing else: the first one is used up, this one too old.
    /// </summary>
    public bool IsPasswordDue(DateTimeOffset now) =>
        Kind == AccountKind.Person && (MustChangePassword || now - PasswordChangedAt > PasswordRules.Lifetime);

    public Caller ToCaller(string? remoteAddress) => new(UserId, UserName, OrganizationId, Tier, Roles, remoteAddress);
}

public enum AccountKind
{
    /// <summary>A person, who signs in with a password.</summary>
    Person,

    /// <summary>A school's or bureau's own program, which takes tokens by client credentials.</summary>
    System,
}

/// <summary><see cref="AccountKind"/> as it stands in the database.</summary>
public static class AccountKinds
{
    public const string Person = "person";
    public const string System = "system";
}
