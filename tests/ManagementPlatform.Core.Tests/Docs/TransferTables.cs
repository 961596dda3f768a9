using System.Text;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Tests.Docs;

/// <summary>What docs/transfers.md shows of the code's own tables, by the name of the part.</summary>
internal static class TransferTables
{
    private static readonly TransferRoute[] Routes = Enum.GetValues<TransferRoute>();

    public static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>
    {
        ["states"] = States(),
        ["chains"] = Chains(),
        ["rules"] = Rules(),
    };

    private static string States()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    state \"在办\" as running {\n");
        var edges = Edges();
        foreach (var node in edges.SelectMany(edge => new[] { edge.From, edge.To }).Where(node => node is not null).Distinct())
            text.Append($"        state \"{CaseNodes.Find(node!).State}\" as {node}\n");
        text.Append($"        state \"{CaseNodes.Find(CaseNodes.Completion).State}\" as {CaseNodes.Completion}\n");
        foreach (var (from, to, label) in edges)
            text.Append($"        {from ?? "[*]"} --> {to ?? "[*]"}{(label.Length > 0 ? " : " + label : "")}\n");
        foreach (var node in edges.Select(edge => edge.To).OfType<string>().Distinct().Where(node => CaseNodes.Find(node).MayReturn))
            text.Append($"        {node} --> {CaseNodes.Completion} : 退回\n        {CaseNodes.Completion} --> {node} : 补正\n");
        text.Append("    }\n    [*] --> running : 转入学校申请\n");
        text.Append("    running --> 已办结 : 自动调档\n    running --> 核办不通过 : 任一环节不通过\n    running --> 已撤销 : 转入学校撤销\n```");
        return text.ToString();
    }

    // Null is where the running part begins and ends. An edge that not every transfer takes says which do.
    private static List<(string? From, string? To, string Label)> Edges()
    {
        bool[] both = [false, true];
        var paths = (from route in Routes from blocked in both from to in both from back in both
                     select (route, blocked, to, back, nodes: TransferChains.Nodes(route, blocked, to, back))).ToList();
        var edges = paths.SelectMany(path => path.nodes.Prepend(null).Zip(path.nodes.Append(null)).Select(edge => (edge, path.route))).ToLookup(p => p.edge, p => p.route);
        return [.. edges.Select(edge => (edge.Key.First, edge.Key.Second, Label([.. edge.Distinct()], edge.Key)))];
    }

    private static string Label(TransferRoute[] routes, (string? From, string? To) edge) =>
        edge.To == CaseNodes.Clear ? "有阻碍交转出学校"
        : CaseNodes.ToProvince is var to && (edge.From == to || edge.To == to) ? "转入省另设一步"
        : CaseNodes.FromProvince is var from && (edge.From == from || edge.To == from) ? "转出省另设一步"
        : routes.Length == Routes.Length ? ""
        : routes.Contains(TransferRoute.WithinBureau) ? TransferChains.Name(TransferRoute.WithinBureau)
        : "跨县、跨市、跨省";

    private static string Chains()
    {
        var text = new StringBuilder("| route | 环节 |\n| --- | --- |");
        foreach (var route in Routes)
        {
            var nodes = TransferChains.Nodes(route, toProvince: true, fromProvince: true)
                .Select(node => node is CaseNodes.ToProvince or CaseNodes.FromProvince ? $"（{CaseNodes.Find(node).Name}）" : CaseNodes.Find(node).Name);
            text.Append($"\n| {TransferChains.Name(route)} | {string.Join(" → ", nodes)} |");
        }

        return text.ToString();
    }

    private static string Rules()
    {
        var text = new StringBuilder("| code | 平台码 | cleared by | source |\n| --- | --- | --- | --- |");
        foreach (var rule in TransferRules.All)
            text.Append($"\n| `{rule.Code}` | {rule.PlatformCode ?? "—"} | {TransferRules.CodeOf(rule.By)} | {rule.Article} |");
        return text.ToString();
    }
}
