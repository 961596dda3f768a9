namespace ManagementPlatform.Core.Organization;

/// <summary>The rows of the organization tree.</summary>
public interface IOrganizationStore
{
    /// <summary>The codes of all bureaus of this center.</summary>
    Task<IReadOnlyCollection<string>> BureauCodesAsync(CancellationToken cancel);

    /// <summary>Adds bureaus; each after the one above it.</summary>
    Task AddAsync(IReadOnlyList<OrganizationNode> bureaus, CancellationToken cancel);
}
