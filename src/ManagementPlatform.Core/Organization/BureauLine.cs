using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Organization;

/// <summary>A bureau with all bureaus above it, nearest first: who may supervise a school below it, who sees it.</summary>
public sealed class BureauLine(IReadOnlyList<OrganizationNode> bureaus)
{
    public IReadOnlyList<OrganizationNode> Bureaus => bureaus;

    public OrganizationNode Nearest => bureaus[0];

    public OrganizationNode? City => bureaus.FirstOrDefault(bureau => bureau.Tier == Tier.City);

    public OrganizationNode Province => bureaus.First(bureau => bureau.Tier == Tier.Province);

    public bool Contains(long organizationId) => bureaus.Any(bureau => bureau.OrganizationId == organizationId);

    /// <summary>Bureaus that can be a school's 学籍主管部门: county, city or province (docs/rules.md §1.2).</summary>
    public bool MaySupervise(long organizationId) =>
        bureaus.Any(
            bureau => bureau.OrganizationId == organizationId && bureau.Tier is Tier.County or Tier.City or Tier.Province);

    /// <summary>
    /// Whether a school below this county-level bureau may lie in a division: one of the same city, since development zones lie
    /// in none of its counties; anywhere for the 兵团, which is spread over 新疆.
    /// </summary>
    public bool MayLieIn(Region division) =>
        Province.RegionCode == Codes.RegionCode.Xpcc.Text
            ? division.RegionCode.StartsWith("65", StringComparison.Ordinal)
            : division.RegionCode.AsSpan(0, 4).SequenceEqual(Nearest.RegionCode.AsSpan(0, 4));
}
