using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Imports;

[TestClass]
public sealed class ImportApiTests
{
    private const string Students = "/api/v1/imports/students";

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task A_class_list_is_uploaded_imported_and_its_bad_row_downloaded(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var school = await center.Scope.SchoolAsync(1);
        await center.Scope.ClassAsync(school);
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);

        var accepted = await UploadAsync(registrar, Students + "?mode=good", ClassList(5, bad: 3));
        Assert.AreEqual(HttpStatusCode.Accepted, accepted.StatusCode, await accepted.Content.ReadAsStringAsync());
        var place = accepted.Headers.Location!.ToString();
        var job = await EndAsync(registrar, place);

        Assert.AreEqual("done", job.GetProperty("state").GetString(), job.GetRawText());
        var report = job.GetProperty("result");
        Assert.AreEqual(("stored", 5, 4, 1), (
            report.GetProperty("state").GetString(), report.GetProperty("read").GetInt32(),
            report.GetProperty("added").GetInt32(), report.GetProperty("bad").GetInt32()));
        Assert.AreEqual(4, await center.Scope.ScalarAsync<long>("SELECT COUNT(*) FROM student"));
        var file = await registrar.GetAsync(place + "/result");
        Assert.AreEqual("text/csv", file.Content.Headers.ContentType?.MediaType);
        Assert.IsTrue(file.Headers.CacheControl?.NoStore);
        Assert.Contains("火星族", await file.Content.ReadAsStringAsync());

        using var colleague = await center.ClientAsync(Role.Registrar, school.SchoolId);
        await (await colleague.GetAsync(place + "/result")).AssertProblemAsync(HttpStatusCode.Forbidden, "not_own_job");
    }

    [TestMethod]
    public async Task A_file_that_is_no_table_fails_the_job_with_the_reason()
    {
        await using var center = await StartAsync(Engine.Sqlite);
        var school = await center.Scope.SchoolAsync(1);
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        var accepted = await UploadAsync(registrar, Students, [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1]);
        var job = await EndAsync(registrar, accepted.Headers.Location!.ToString());
        Assert.AreEqual("failed", job.GetProperty("state").GetString());
        Assert.Contains("Excel", job.GetProperty("error").GetString()!);
    }

    [TestMethod]
    public async Task A_wrong_request_is_refused_before_any_job_starts()
    {
        await using var center = await StartAsync(Engine.Sqlite);
        var school = await center.Scope.SchoolAsync(1);
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        await (await UploadAsync(registrar, Students + "?mapping=nosuch", ClassList(1)))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "unknown_mapping");
        var empty = new MultipartFormDataContent { { new StringContent("all"), "mode" } };
        await (await registrar.PostAsync(Students, empty)).AssertProblemAsync(HttpStatusCode.BadRequest, "file_missing");
        using var analyst = await center.ClientAsync(Role.Analyst, school.SchoolId);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await UploadAsync(analyst, Students, ClassList(1))).StatusCode);
        Assert.AreEqual(0, await center.Scope.ScalarAsync<long>("SELECT COUNT(*) FROM job"));
    }

    [TestMethod]
    [DataRow("csv")]
    [DataRow("xlsx")]
    public async Task The_template_is_a_table_with_the_columns(string format)
    {
        await using var center = await StartAsync(Engine.Sqlite);
        var school = await center.Scope.SchoolAsync(1);
        using var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        var answer = await registrar.GetAsync($"{Students}/template?format={format}");
        using var table = TableReader.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.HasCount(StudentColumns.National.Count, table.Headers);
        var mappings = await (await registrar.GetAsync(Students + "/mappings")).JsonAsync();
        Assert.AreEqual(3, mappings.GetArrayLength());
    }

    internal static Task<CenterUnderTest> StartAsync(Engine engine) => CenterUnderTest.StartAsync(
        engine, services: services => services.AddSingleton<IReferenceData, TestReference>());

    internal static Task<HttpResponseMessage> UploadAsync(HttpClient client, string url, byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return client.PostAsync(url, new MultipartFormDataContent { { file, "file", "一年级1班.csv" } });
    }

    internal static async Task<JsonElement> EndAsync(HttpClient client, string place)
    {
        for (var i = 0; i < 300; i++)
        {
            var job = await (await client.GetAsync(place)).JsonAsync();
            if (job.GetProperty("state").GetString() is not ("queued" or "running"))
                return job;
            await Task.Delay(100);
        }

        throw new TimeoutException(place);
    }

    private static byte[] ClassList(int count, int bad = 0)
    {
        var columns = StudentColumns.National;
        var text = new StringBuilder().AppendJoin(',', columns.Select(c => c.Header)).Append('\n');
        for (var i = 1; i <= count; i++)
            text.AppendJoin(',', columns.Select(c => Cell(c.Header, c.Example, i, i == bad))).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string header, string example, int i, bool isBad) => header switch
    {
        "学校标识码" or "身份证件有效期" => "",
        "性别" => i % 2 == 1 ? "男" : "女",
        "出生日期" => "2020-03-15",
        "身份证件号" => CitizenId.Create("510107", new DateOnly(2020, 3, 15), i).Text,
        "民族" when isBad => "火星族",
        _ => example,
    };
}
