namespace ManagementPlatform.Core.Organization;

/// <summary>The one row that says which center this database is.</summary>
public interface ICenterStore
{
    /// <summary>
    /// Makes the database this center's and starts its numbering, unless it is a center already. Its own transaction, since
    /// nothing can be numbered before.
    /// </summary>
    /// <returns>The center that the database is now.</returns>
    Task<CenterRow> ClaimAsync(CenterRow center, long firstKey, CancellationToken cancel);
}

/// <summary>A row of table <c>center</c>.</summary>
public sealed record CenterRow
{
    public required string CenterCode { get; init; }
    public required string Name { get; init; }

    /// <summary><c>ministry</c> or <c>province</c>.</summary>
    public required string Tier { get; init; }

    public required string RegionCode { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Keys a center may give out; the center code stands before them.</summary>
    public const long KeysEach = 10_000_000_000_000;

    public static CenterRow Of(string regionCode, string name, DateTimeOffset now) => new()
    {
        CenterCode = regionCode[..2],
        Name = name,
        Tier = OrganizationNode.KindOf(regionCode == BureauCode.Ministry ? Access.Tier.Ministry : Access.Tier.Province),
        RegionCode = regionCode,
        CreatedAt = now,
    };
}
