using System.Net;
using System.Net.Http.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Statistics;

[TestClass]
public sealed class EnrollmentCountsTests
{
    private const string Counts = "/api/v1/statistics/enrollment-counts";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Pupils_are_counted_by_county_and_stage_inside_the_scope(Engine engine)
    {
        await using var center = await StartAsync(engine);
        await AddPupilsAsync(center, school: 1, county: 1, pupils: 3);
        await AddPupilsAsync(center, school: 2, county: 2, pupils: 2);
        using var province = await center.ClientAsync(Role.Analyst);

        var both = (await (await province.GetAsync(Counts)).JsonAsync()).EnumerateArray().ToList();
        CollectionAssert.AreEquivalent((string[])["第1县教育局 小学 3", "第2县教育局 小学 2"], both.Select(row =>
            $"{row.GetProperty("countyName")} {row.GetProperty("stageName")} {row.GetProperty("pupils")}").ToList());
        var stages = (await (await province.GetAsync(Counts + "?by=stage")).JsonAsync()).EnumerateArray().Single();
        Assert.AreEqual(5, stages.GetProperty("pupils").GetInt32());
        Assert.IsFalse(stages.TryGetProperty("countyName", out _));

        using var county = await center.ClientAsync(Role.Registrar, center.RootOrganizationId + 11);
        Assert.AreEqual(3, (await (await county.GetAsync(Counts + "?by=county")).JsonAsync()).EnumerateArray().Single().GetProperty("pupils").GetInt32());
    }

    [TestMethod]
    public async Task Suspended_pupils_are_on_the_roll_and_told_apart()
    {
        await using var center = await StartAsync();
        await AddPupilsAsync(center, school: 1, county: 1, pupils: 3);
        await center.Scope.ScalarAsync<int>(
            "UPDATE student SET status_code = '02' WHERE student_id = (SELECT MIN(student_id) FROM student)");
        await center.Scope.ScalarAsync<int>(
            "UPDATE student SET status_code = '07', on_roll = 0 WHERE student_id = (SELECT MAX(student_id) FROM student)");
        using var province = await center.ClientAsync(Role.Analyst);
        var row = (await (await province.GetAsync(Counts)).JsonAsync()).EnumerateArray().Single();
        Assert.AreEqual((2, 1), (row.GetProperty("pupils").GetInt32(), row.GetProperty("suspended").GetInt32()));
    }

    [TestMethod]
    public async Task Another_dimension_is_refused()
    {
        await using var center = await StartAsync();
        using var province = await center.ClientAsync(Role.Analyst);
        await (await province.GetAsync(Counts + "?by=stage,sex"))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "unknown_dimension");
    }

    [TestMethod]
    public async Task An_administrator_sees_no_statistics()
    {
        await using var center = await StartAsync();
        using var administrator = await center.ClientAsync(Role.SystemAdministrator);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await administrator.GetAsync(Counts)).StatusCode);
    }

    private static Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite) =>
        CenterUnderTest.StartAsync(engine, services: services => services.AddSingleton<IReferenceData, TestReference>());

    private static async Task AddPupilsAsync(CenterUnderTest center, int school, int county, int pupils)
    {
        var place = await center.Scope.SchoolAsync(school, county);
        var classId = await center.Scope.ClassAsync(place);
        using var registrar = await center.ClientAsync(Role.Registrar, place.SchoolId);
        for (var i = 1; i <= pupils; i++)
        {
            var answer = await registrar.PostAsJsonAsync(
                "/api/v1/students", TestPupils.Form(classId, school * 10 + i), ApiJson.Options);
            Assert.AreEqual(HttpStatusCode.Created, answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
