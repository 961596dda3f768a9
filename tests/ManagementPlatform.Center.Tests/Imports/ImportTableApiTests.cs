using System.Globalization;
using System.Net;
using System.Text;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Imports;

[TestClass]
public sealed class ImportTableApiTests
{
    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_school_uploads_its_conditions_and_gets_its_bad_row_back(Engine engine)
    {
        await using var center = await ImportApiTests.StartAsync(engine);
        await TestSchool.CreateAsync(center.Scope);
        using var registrar = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        var year = TimeProvider.System.GetUtcNow().Year.ToString(CultureInfo.InvariantCulture);
        var table = Encoding.UTF8.GetBytes($"年份,教室数,是否建有校园网\n{year},20,是\n1999,20,否\n");

        var accepted = await ImportApiTests.UploadAsync(registrar, "/api/v1/imports/conditions?mode=good", table);
        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode, await accepted.Content.ReadAsStringAsync());
        var place = accepted.Headers.Location!.ToString();
        var job = await ImportApiTests.EndAsync(registrar, place);

        Assert.AreEqual(
            ("done", "import_conditions"),
            (job.GetProperty("state").GetString(), job.GetProperty("kind").GetString()), job.GetRawText());
        var report = job.GetProperty("result");
        Assert.AreEqual(
            (1, 1), (report.GetProperty("added").GetInt32(), report.GetProperty("bad").GetInt32()), report.GetRawText());
        var problem = report.GetProperty("problems")[0];
        Assert.AreEqual((3, "年份"), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetString()));
        Assert.Contains("年度应在", await (await registrar.GetAsync(place + "/result")).Content.ReadAsStringAsync());
        Assert.AreEqual(
            1, await center.Scope.ScalarAsync<long>("SELECT COUNT(*) FROM school_condition WHERE classroom_count = 20"));
    }

    [TestMethod]
    public async Task Each_table_has_a_template_and_those_who_may_not_import_it_get_neither()
    {
        await using var center = await ImportApiTests.StartAsync(Engine.Sqlite);
        await TestSchool.CreateAsync(center.Scope);
        using var county = await center.ClientAsync(Role.Registrar, TestSchool.County);
        using var school = await center.ClientAsync(Role.Registrar, TestSchool.Id);
        foreach (var kind in SchoolTableKind.All)
        {
            foreach (var format in (string[])["csv", "xlsx"])
            {
                var bytes = await county.GetByteArrayAsync($"/api/v1/imports/{kind.Name}/template?format={format}");
                using var table = TableReader.Open(new MemoryStream(bytes));
                Assert.AreEqual("学校标识码", table.Headers[0], kind.Name);
            }
        }

        Assert.AreEqual(HttpStatusCode.Forbidden, (await school.GetAsync("/api/v1/imports/schools/template")).StatusCode);
        Assert.AreEqual(
            HttpStatusCode.Forbidden, (await ImportApiTests.UploadAsync(school, "/api/v1/imports/schools", [1])).StatusCode);
    }
}
