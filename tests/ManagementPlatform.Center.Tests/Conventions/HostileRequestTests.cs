using System.Net.Http.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Conventions;

[TestClass]
public sealed class HostileRequestTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task No_bad_request_on_any_route_is_an_internal_error(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(
            engine,
            settings: new Dictionary<string, string?> { ["RateLimits:Enabled"] = "false" },
            services: services => services.AddSingleton<IReferenceData, TestReference>());
        var school = await center.Scope.SchoolAsync(1);
        var real = await RealIdsAsync(center, school.SchoolId, await center.Scope.ClassAsync(school));
        var callers = new Callers(center, school.SchoolId, school.CountyId);
        var queries = center.App.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>()
            .ApiDescriptionGroups.Items.SelectMany(g => g.Items)
            .ToDictionary(d => d.ActionDescriptor.EndpointMetadata.OfType<Operation>().First().Name, QueryOf);
        var faults = new List<string>();
        foreach (var (route, operation) in Routes(center))
        {
            using var client = await callers.ForAsync(operation.Permission);
            foreach (var request in new HostileRequests(route, operation, real, queries.GetValueOrDefault(operation.Name, [])).All())
                faults.AddRange(await FaultAsync(client, request, operation, center.Errors));
        }

        Assert.IsEmpty(faults, $"{faults.Count} faults:\n" + string.Join('\n', faults.Take(40)));
    }

    private static IEnumerable<(RouteEndpoint, Operation)> Routes(CenterUnderTest center) => ((IEndpointRouteBuilder)center.App).DataSources
        .SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .Select(e => (e, e.Metadata.GetRequiredMetadata<Operation>()))
        .Where(r => r.Item2.Name is not ("health.ready" or "me.sign_out" or "openapi"));

    private static string[] QueryOf(ApiDescription description)
    {
        var own = description.ParameterDescriptions.Where(p => p.Source.Id == "Query").Select(p => p.Name);
        return [.. own, PageRequest.LimitName, PageRequest.CursorName];
    }

    private static async Task<IEnumerable<string>> FaultAsync(
        HttpClient client, HttpRequestMessage request, Operation operation, ErrorLog errors)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
        using var answer = await client.SendAsync(request);
        var status = (int)answer.StatusCode;
        if (status < 400)
            return [];
        var text = await answer.Content.ReadAsStringAsync();
        var isWorded = text.Contains("\"code\"") || (operation.Name == "token" && text.Contains("\"error\"")) || text.Length == 0;
        return status < 500 && isWorded
            ? []
            : [$"{operation.Name}: {request.Method} {Short(request.RequestUri!.ToString())} {Short(body)} -> {status} {Short(text)}\n{errors.Take()}"];
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300] + "…";

    private static async Task<Dictionary<string, long>> RealIdsAsync(CenterUnderTest center, long schoolId, long classId)
    {
        using var registrar = await center.ClientAsync(Role.Registrar, schoolId);
        var pupil = await registrar.PostAsJsonAsync("/api/v1/students", TestPupils.Form(classId), ApiJson.Options);
        Assert.IsTrue(pupil.IsSuccessStatusCode, await pupil.Content.ReadAsStringAsync());
        return new()
        {
            ["schoolId"] = schoolId,
            ["classId"] = classId,
            ["organizationId"] = schoolId,
            ["studentId"] = long.Parse(
                pupil.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture),
            ["userId"] = await center.AddAccountAsync([Role.Registrar], schoolId),
        };
    }

    /// <summary>A client for each permission, from the lowest tier that has it.</summary>
    private sealed class Callers(CenterUnderTest center, long schoolId, long countyId)
    {
        public Task<HttpClient> ForAsync(Permission? permission)
        {
            (Tier Tier, long Organization)[] places = [(Tier.School, schoolId), (Tier.County, countyId), (Tier.Province, center.RootOrganizationId)];
            if (permission is not { } needed)
                return Task.FromResult(center.Anonymous());
            var caller = places.SelectMany(p => Enum.GetValues<Role>().Select(role => (p.Tier, p.Organization, role)))
                .First(p => Permissions.Allows(needed, p.Tier, [p.role]));
            return center.ClientAsync(caller.role, caller.Organization);
        }
    }
}
