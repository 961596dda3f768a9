namespace ManagementPlatform.Storage.Replication;

internal static class CenterTables
{
    public static readonly Table<KnownCenter> Center = new("known_center", "center_code");
    public static readonly Table<CenterKeyRow> Key = new("center_key", "center_code", "key_id");
    public static readonly Table<InvitationRow> Invitation = new("center_invitation", "token_hash");
    public static readonly Table<NonceRow> Nonce = new("center_nonce", "center_code", "nonce");
}

/// <summary>A center that this one speaks to.</summary>
public sealed record KnownCenter
{
    public const string Active = "active";

    /// <summary>An operator has shut it out: its requests and bundles are refused.</summary>
    public const string Suspended = "suspended";

    public required string CenterCode { get; init; }
    public required string Name { get; init; }
    public string State { get; init; } = Active;

    /// <summary>Where the nation is; null for a province, which nobody calls.</summary>
    public string? Address { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }
}

/// <summary>A public key of a center.</summary>
public sealed record CenterKeyRow
{
    public required string CenterCode { get; init; }
    public required string KeyId { get; init; }

    /// <summary><see cref="Core.Replication.CenterPublicKey.Text"/>.</summary>
    public required string PublicKey { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    /// <summary>When it ends: another has followed it. Null for the current one.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The key before it, and that one's signature over it, base64.</summary>
    public string? EndorsedBy { get; init; }
    public string? Endorsement { get; init; }

    public bool IsValid(DateTimeOffset now) => ValidTo is null || now < ValidTo;
}

/// <summary>A token that was given out.</summary>
public sealed record InvitationRow
{
    /// <summary>SHA-256 of its secret.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whom it lets in.</summary>
    public required string CenterCode { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
    public string? UsedByKey { get; init; }
}

internal sealed record NonceRow
{
    public required string CenterCode { get; init; }
    public required string Nonce { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
}
