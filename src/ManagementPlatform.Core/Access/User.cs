namespace ManagementPlatform.Core.Access;

/// <summary>An account as it is stored. Mutable, since ASP.NET Core Identity fills it in step by step.</summary>
public sealed class User
{
    public required long UserId { get; set; }
    public required string UserName { get; set; }
    public required string NormalizedUserName { get; set; }
    public required string DisplayName { get; set; }

    /// <summary><c>person</c> or <c>system</c>.</summary>
    public required string Kind { get; set; }

    public required long OrganizationId { get; set; }
    public string? Phone { get; set; }
    public required string PasswordHash { get; set; }
    public required string SecurityStamp { get; set; }
    public required int AccessFailedCount { get; set; }
    public DateTimeOffset? LockoutEnd { get; set; }
    public required bool IsEnabled { get; set; }
    public required bool MustChangePassword { get; set; }
    public required DateTimeOffset PasswordChangedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }
    public required DateTimeOffset CreatedAt { get; set; }
    public required int RowVersion { get; set; }
}
