using System.Globalization;
using System.Text.Json.Nodes;
using ManagementPlatform.Center.Api.Conventions;
using Microsoft.AspNetCore.Routing;

namespace ManagementPlatform.Center.Tests.Conventions;

/// <summary>For one route: its example request with one thing at a time made wrong.</summary>
internal sealed class HostileRequests(
    RouteEndpoint route, Operation operation, IReadOnlyDictionary<string, long> real, IReadOnlyList<string> query)
    : SampleRequest(route, operation, real)
{
    private const int MostBodies = 100;

    private static readonly string[] Texts =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"'; DROP TABLE student; --\"", "\"%_[^\\\\\"",
        "\"2026-02-30\"", "\"0000-00-00\"", "\"😀𠮷\"", "null", "true", "0", "-1", "2147483648", "9223372036854775808", "1e400",
        "0.1", "[]", "{}", "[null]", "[{}]", "{\"a\":1}",
    ];

    private static readonly string LongText = "\"" + new string('长', 5000) + "\"";

    private static readonly string[] Values =
        ["", "abc", "-1", "0", "99999999999999999999", "%00", "%F0%9F%98%80", "2026-13-45", "'%22%3B--", new string('9', 3000), "9223372036854775807"];

    public IEnumerable<HttpRequestMessage> All()
    {
        foreach (var path in Paths())
            yield return Of(path, Body());
        foreach (var text in query.SelectMany(name => Values.Select(value => $"{name}={value}").Append($"{name}=1&{name}=2")).Append("unknown=1"))
            yield return Of(Path(_ => null) + "?" + text, Body());
        foreach (var body in Bodies())
            yield return Of(Path(_ => null), body);
    }

    private static string[] WholeBodies() =>
        ["", "null", "[]", "{", "\"text\"", "5", "{\"unknownMember\":1}", new string('[', 100), "\uFEFF{}", "{\"a\":\"\u0001\"}"];

    // A fixed sample where a form is large: the same on every run.
    private IEnumerable<string> Bodies()
    {
        if (Operation.Request is null || Operation.Accepts.Count > 0)
            return WholeBodies();
        var example = Body()!;
        var mutants = Places(JsonNode.Parse(example)!, "")
            .SelectMany(place => Texts.Append(LongText).Append(null).Select(text => Mutated(example, place, text)));
        var random = new Random(Operation.Name.Length);
        var all = mutants.ToArray();
        random.Shuffle(all);
        return WholeBodies().Concat(all.Take(MostBodies));
    }

    private static string Mutated(string example, string place, string? text)
    {
        var root = JsonNode.Parse(example)!;
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var holder = steps[..^1].Aggregate(
            root, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        const string Mark = "@@mark@@";
        if (holder is JsonObject record && text is null)
            record.Remove(steps[^1]);
        else if (holder is JsonObject target)
            target[steps[^1]] = Mark;
        else
            ((JsonArray)holder)[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = Mark;
        return root.ToJsonString().Replace($"\"{Mark}\"", text ?? "null", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Places(JsonNode? node, string at) => node switch
    {
        JsonObject record => record.SelectMany(p => Places(p.Value, $"{at}/{p.Key}").Prepend($"{at}/{p.Key}")),
        JsonArray list => list.SelectMany((item, i) => Places(item, $"{at}/{i}").Prepend($"{at}/{i}")),
        _ => [],
    };

    private IEnumerable<string> Paths() => Route.RoutePattern.Parameters.SelectMany(parameter =>
        Values.Where(v => v.Length > 0).Select(value => Path(name => name == parameter.Name ? value : null)));
}
