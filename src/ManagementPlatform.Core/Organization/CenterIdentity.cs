using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Organization;

/// <summary>Which data center (数据中心) this is.</summary>
/// <param name="CenterCode">
/// Two digits: the first two of the province's GB/T 2260 code (兵团 66), 00 for the nation. Stands in every key.
/// </param>
/// <param name="RegionCode">Six digits; 000000 for the nation.</param>
/// <param name="RootOrganizationId">The ministry's or the province's own organization.</param>
public sealed record CenterIdentity(string CenterCode, string Name, Tier Tier, string RegionCode, long RootOrganizationId);

/// <summary>The center that the program serves.</summary>
public interface ICurrentCenter
{
    /// <exception cref="InvalidOperationException">The database was not initialised.</exception>
    ValueTask<CenterIdentity> GetAsync(CancellationToken cancel);
}
