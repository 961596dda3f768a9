using System.Net;
using System.Net.Http.Headers;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Center.Tests.Conventions;

[TestClass]
public sealed class VersionAndPageTests
{
    [TestMethod]
    public async Task A_single_resource_carries_its_version()
    {
        await using var center = await StartAsync();
        using var client = await center.ClientAsync(Role.Registrar);
        var answer = await client.GetAsync("/api/v1/probe/things/7");
        Assert.AreEqual("\"3\"", answer.Headers.ETag?.Tag);
        Assert.IsTrue(answer.Headers.CacheControl?.NoStore);

        client.DefaultRequestHeaders.IfNoneMatch.Add(EntityTagHeaderValue.Parse("\"3\""));
        Assert.AreEqual(HttpStatusCode.NotModified, (await client.GetAsync("/api/v1/probe/things/7")).StatusCode);
    }

    [TestMethod]
    [DataRow(null, 428, "version_required")]
    [DataRow("3", 400, "invalid_if_match")]
    [DataRow("W/\"3\"", 400, "invalid_if_match")]
    [DataRow("\"2\"", 412, "stale_version")]
    public async Task An_update_without_the_current_version_is_refused(string? version, int status, string code)
    {
        await using var center = await StartAsync();
        using var client = await center.ClientAsync(Role.Registrar);
        if (version is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", version);
        var answer = await client.PutAsync("/api/v1/probe/things/7", null);
        await answer.AssertProblemAsync((HttpStatusCode)status, code);
    }

    [TestMethod]
    public async Task An_update_of_the_current_version_gives_the_next_one()
    {
        await using var center = await StartAsync();
        using var client = await center.ClientAsync(Role.Registrar);
        client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "\"3\"");
        var answer = await client.PutAsync("/api/v1/probe/things/3", null);
        Assert.AreEqual(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.AreEqual("\"4\"", answer.Headers.ETag?.Tag);
    }

    [TestMethod]
    public async Task Following_the_links_gives_every_row_once()
    {
        await using var center = await StartAsync();
        using var client = await center.ClientAsync(Role.Registrar);
        var seen = new List<long>();
        var pages = 0;
        for (var url = "/api/v1/probe/things?year=1000&limit=40"; url is not null; pages++)
        {
            var answer = await client.GetAsync(url);
            seen.AddRange(
                (await answer.JsonAsync()).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64()));
            url = answer.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.AreEqual(3, pages);
        CollectionAssert.AreEqual(Enumerable.Range(1001, 120).Select(i => (long)i).ToList(), seen);
    }

    private static Task<CenterUnderTest> StartAsync() => CenterUnderTest.StartAsync(routes: new ProbeRoutes().Map);
}
