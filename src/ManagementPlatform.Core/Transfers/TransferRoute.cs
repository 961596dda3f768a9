using ManagementPlatform.Core.Cases;

namespace ManagementPlatform.Core.Transfers;

/// <summary>Between which tiers a pupil moves; decides the chain.</summary>
public enum TransferRoute
{
    /// <summary>Both schools have one supervising bureau.</summary>
    WithinBureau,
    AcrossCounties,
    AcrossCities,
    AcrossProvinces,
}

/// <summary>Approval chains of transfers, by route. 办法(2025) Art. 15; docs/rules.md §1.6.</summary>
public static class TransferChains
{
    private static readonly Dictionary<TransferRoute, (string Name, string[] Nodes)> Table = new()
    {
        [TransferRoute.WithinBureau] = ("同一主管部门内转学", [CaseNodes.ToSchool, CaseNodes.Check, CaseNodes.FromSchool, CaseNodes.FromBureau, CaseNodes.Placement]),
        [TransferRoute.AcrossCounties] = ("跨县（区）转学", Whole),
        [TransferRoute.AcrossCities] = ("跨市（州）转学", Whole),
        [TransferRoute.AcrossProvinces] = ("跨省转学", Whole),
    };

    private static string[] Whole =>
        [CaseNodes.ToSchool, CaseNodes.ToBureau, CaseNodes.Check, CaseNodes.FromSchool, CaseNodes.FromBureau, CaseNodes.Placement];

    /// <summary>The node is the receiving side's; all others are the sending side's.</summary>
    public static bool IsReceiving(string node) =>
        node is CaseNodes.ToSchool or CaseNodes.ToBureau or CaseNodes.ToProvince or CaseNodes.Placement;

    public static string Name(TransferRoute route) => Table[route].Name;

    /// <param name="isBlocked">Something stands in the way that the sending school clears first.</param>
    /// <param name="toProvince">The receiving province has its own step.</param>
    /// <param name="fromProvince">The sending province has its own step.</param>
    public static IReadOnlyList<string> Nodes(
        TransferRoute route, bool isBlocked = false, bool toProvince = false, bool fromProvince = false)
    {
        var nodes = new List<string>(Table[route].Nodes);
        if (route == TransferRoute.AcrossProvinces && toProvince)
            nodes.Insert(nodes.IndexOf(CaseNodes.ToBureau) + 1, CaseNodes.ToProvince);
        if (route == TransferRoute.AcrossProvinces && fromProvince)
            nodes.Insert(nodes.IndexOf(CaseNodes.FromBureau) + 1, CaseNodes.FromProvince);
        if (isBlocked)
            nodes.Insert(0, CaseNodes.Clear);
        return nodes;
    }
}
