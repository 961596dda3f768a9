using System.Text.Json;

namespace ManagementPlatform.Center.Tests.Conventions;

[TestClass]
public sealed class OpenApiTests
{
    [TestMethod]
    public async Task Every_operation_has_a_summary_its_permission_and_examples()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString()!);
        var faults = new List<string>();
        foreach (var (name, operation) in Operations(document))
        {
            if (operation.GetProperty("summary").GetString() is not { Length: > 1 })
                faults.Add(name + ": no summary");
            var description = operation.GetProperty("description").GetString()!;
            if (!description.Contains("权限：") && !description.Contains("无需登录"))
                faults.Add(name + ": does not say who may call it");
            faults.AddRange(MissingExamples(operation).Select(where => $"{name}: no example of {where}"));
        }

        Assert.IsEmpty(faults, string.Join('\n', faults));
    }

    [TestMethod]
    public async Task Operation_ids_are_unique_and_references_resolve()
    {
        var document = await DocumentAsync();
        var ids = Operations(document).Select(o => o.Operation.GetProperty("operationId").GetString()).ToArray();
        CollectionAssert.AllItemsAreUnique(ids);
        foreach (var reference in References(document))
            Assert.IsTrue(Resolves(document, reference), reference);
    }

    [TestMethod]
    public async Task Parameters_are_named_as_the_fields()
    {
        var names = Operations(await DocumentAsync())
            .SelectMany(
                o => o.Operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().ToArray() : [])
            .Where(p => p.GetProperty("in").GetString() == "query")
                .Select(p => p.GetProperty("name").GetString()!).Distinct().ToArray();
        Assert.Contains("studentId", names);
        Assert.IsEmpty(names.Where(n => !char.IsAsciiLetterLower(n[0])));
    }

    [TestMethod]
    public async Task Every_parameter_in_a_path_is_described()
    {
        var document = await DocumentAsync();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                var described = method.Value.TryGetProperty("parameters", out var parameters)
                    ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path")
                        .Select(p => p.GetProperty("name").GetString()).ToArray()
                    : [];
                foreach (var name in path.Name.Split('{').Skip(1).Select(part => part[..part.IndexOf('}')]))
                    Assert.Contains(name, described, $"{method.Name} {path.Name}");
            }
        }
    }

    [TestMethod]
    public async Task The_documentation_is_served_without_the_network()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        var page = await client.GetAsync("/docs/index.html");
        var text = await page.Content.ReadAsStringAsync();
        Assert.Contains("swagger-ui", text);
        Assert.DoesNotContain("http://", text);
        Assert.DoesNotContain("https://", text);
        Assert.IsTrue((await client.GetAsync("/docs/swagger-ui-bundle.js")).IsSuccessStatusCode);
    }

    private static async Task<JsonElement> DocumentAsync()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        return await (await client.GetAsync("/openapi/v1.json")).JsonAsync();
    }

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from method in path.Value.EnumerateObject()
        select ($"{method.Name} {path.Name}", method.Value);

    private static IEnumerable<string> MissingExamples(JsonElement operation)
    {
        if (operation.TryGetProperty("requestBody", out var body) && Contents(body).Any(IsJsonWithoutExample))
            yield return "the request";
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            if (response.Name.StartsWith('2') && Contents(response.Value).Any(IsJsonWithoutExample))
                yield return "answer " + response.Name;
        }

        if (!operation.GetProperty("responses").EnumerateObject().Any(r => r.Name.StartsWith('2') || r.Name.StartsWith('3')))
            yield return "success";
    }

    private static JsonProperty[] Contents(JsonElement holder) =>
        holder.TryGetProperty("content", out var content) ? [.. content.EnumerateObject()] : [];

    private static bool IsJsonWithoutExample(JsonProperty content) =>
        content.Name == "application/json" && !content.Value.TryGetProperty("example", out _);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p.Name == "$ref" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static bool Resolves(JsonElement document, string reference)
    {
        var at = document;
        foreach (var step in reference.Split('/').Skip(1))
        {
            if (!at.TryGetProperty(step.Replace("~1", "/").Replace("~0", "~"), out at))
                return false;
        }

        return true;
    }
}
