using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ManagementPlatform.Center.Api.Conventions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ManagementPlatform.Center.Tests.Conventions;

/// <summary>For one route: a request made of its example, with ids of things that exist.</summary>
/// <param name="real">Ids by the names that paths and bodies give them.</param>
internal class SampleRequest(RouteEndpoint route, Operation operation, IReadOnlyDictionary<string, long> real)
{
    protected RouteEndpoint Route => route;

    protected Operation Operation => operation;

    /// <param name="version">What the caller says he has seen.</param>
    public HttpRequestMessage Plain(int version) => Of(Path(_ => null), Body(), version);

    protected string Path(Func<string, string?> value) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is RoutePatternParameterPart parameter
            ? value(parameter.Name)
                ?? (real.TryGetValue(parameter.Name, out var id) ? id : 2026).ToString(CultureInfo.InvariantCulture)
            : ((RoutePatternLiteralPart)part).Content))));

    /// <summary>The example with real ids in it, so that requests get past the first look-up.</summary>
    protected string? Body()
    {
        if (operation.Request is null)
            return null;
        var node = JsonSerializer.SerializeToNode(operation.Request, ApiJson.Options)!;
        if (node is JsonObject record)
        {
            foreach (var (name, id) in real.Where(r => record.ContainsKey(r.Key)))
                record[name] = id;
        }

        return node.ToJsonString();
    }

    protected HttpRequestMessage Of(string path, string? body, int version = 1)
    {
        var method = route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));
        if (body is not null && method != "GET")
            request.Content = new StringContent(
                body, Encoding.UTF8, operation.Accepts is [var type, ..] ? type : "application/json");
        return request;
    }
}
