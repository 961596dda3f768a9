using System.Net;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Exports;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Exports;

[TestClass]
public sealed class ExportListTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Every_list_goes_out_with_as_many_cells_as_headers_and_inside_the_scope(Engine engine)
    {
        await using var center = await CenterUnderTest.StartAsync(engine);
        var school = await TestSchool.CreateAsync(center.Scope);
        await school.AddPupilAsync(await school.AddClassAsync("24", 1), "24");
        using var county = await center.ClientAsync(Role.Registrar, TestSchool.County);

        foreach (var list in ListExports.All)
        {
            var answer = await county.GetAsync($"/api/v1/exports/lists/{list.Name}");
            var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, list.Name);
            Assert.AreEqual(string.Join(',', list.Headers), lines[0]);
            Assert.IsTrue(lines.All(line => line.Split(',').Length == list.Headers.Count), string.Join('\n', lines));
        }

        var schools = await county.GetStringAsync("/api/v1/exports/lists/schools");
        StringAssert.Contains(schools, "晨光小学");
        Assert.DoesNotContain("星河小学", schools, "a school of another county");
    }

    [TestMethod]
    public async Task A_list_that_is_none_and_one_that_is_not_for_everybody()
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var analyst = await center.ClientAsync(Role.Analyst);

        await (await analyst.GetAsync("/api/v1/exports/lists/passwords")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
        await (await analyst.GetAsync("/api/v1/exports/lists/changes")).AssertProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }
}
