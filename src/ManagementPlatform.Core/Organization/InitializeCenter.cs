using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <param name="ReferenceRows">Rows of reference data added or overwritten now.</param>
/// <param name="Bureaus">Bureaus created now; with 0 rows and 0 bureaus the center was complete before.</param>
public sealed record InitializedCenter(CenterRow Center, int ReferenceRows, int Bureaus);

/// <summary>
/// Makes an empty, migrated database the center of the nation (000000) or of a province: its identity and numbering, the
/// reference data, the bureaus. Running it again completes what is missing (an interrupted run, a newer set of files) and changes
/// nothing else.
/// </summary>
public sealed class InitializeCenter(
    ICenterStore centers,
    IOrganizationStore organizations,
    LoadReferenceData load,
    IReferenceData data,
    ICenterStanding standing,
    IUnitOfWork work,
    TimeProvider time)
{
    /// <param name="regionCode">Six digits, or the first two.</param>
    /// <param name="name">What the center is called; null for the region's name.</param>
    /// <exception cref="RefusalException">No center stands in that region, or the database is another one's.</exception>
    public async Task<InitializedCenter> HandleAsync(
        string regionCode, string? name, ReferenceSet reference, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageReference);
        var code = regionCode.Length == 2 ? regionCode + "0000" : regionCode;
        var region = reference.Regions.FirstOrDefault(r => r.HasCenter && r.RegionCode == code)
            ?? throw Refused.Invalid("region_without_center", "该行政区划不设数据中心；请填 000000（国家）或省级行政区划代码（兵团 660000）。", "regionCode");
        var center = await ClaimAsync(region, name ?? region.Name + "学籍数据中心", cancel);

        // A province that has joined has the nation's.
        var rows = await standing.GetAsync(cancel) == Standing.Province
            ? 0 : (await load.HandleAsync(reference, caller, cancel)).Total;
        return new InitializedCenter(center, rows, await CreateBureausAsync(region, caller, cancel));
    }

    private async Task<CenterRow> ClaimAsync(Region region, string name, CancellationToken cancel)
    {
        var wanted = CenterRow.Of(region.RegionCode, name, time.GetUtcNow());
        var number = long.Parse(wanted.CenterCode, CultureInfo.InvariantCulture);
        var center = await centers.ClaimAsync(wanted, Math.Max(BureauCode.FirstFreeKey, number * CenterRow.KeysEach + 1), cancel);
        return center.RegionCode == wanted.RegionCode ? center
            : throw Refused.Conflict("center_exists", $"本数据库已是“{center.Name}”（{center.RegionCode}），不能改作其他数据中心。");
    }

    // A unit of work a province: the nation's three thousand bureaus need not be one transaction.
    private async Task<int> CreateBureausAsync(Region region, Caller caller, CancellationToken cancel)
    {
        var reference = await data.GetAsync(cancel);
        var tree = new BureauTree(reference.Regions, reference.Pinyin);
        var provinces = region.RegionCode == BureauCode.Ministry ? tree.Provinces : [region];
        var known = (await organizations.BureauCodesAsync(cancel)).ToHashSet();
        var created = 0;
        foreach (var bureaus in provinces.Select(province => (OrganizationNode[])[tree.Ministry(), .. tree.Of(province)]))
        {
            var missing = bureaus.Where(bureau => known.Add(bureau.Code!)).ToList();
            if (missing.Count > 0)
                created += await work.CommitAsync(caller, "center.create_bureaus", c => AddAsync(missing, c), cancel);
        }

        return created;
    }

    private async Task<int> AddAsync(List<OrganizationNode> bureaus, CancellationToken cancel)
    {
        await organizations.AddAsync(bureaus, cancel);
        foreach (var bureau in bureaus)
            work.Changed(Entity.Organization, bureau.OrganizationId, bureau.RowVersion);
        work.Audited(new AuditLine(Entity.Organization, bureaus[0].OrganizationId, Detail: new { bureaus = bureaus.Count }));
        return bureaus.Count;
    }
}
