using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Students;

[TestClass]
public sealed class ArchiveApiTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Pdf = "%PDF-1.7 household register"u8.ToArray();

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task The_archive_holds_photo_proofs_items_numbers_and_revisions(Engine engine)
    {
        await using var center = await StartAsync(engine);
        var (place, registrar, _) = await RegisteredAsync(center);

        Assert.AreEqual("\"2\"", await ETagAsync(SendAsync(registrar, HttpMethod.Put, place + "/photo", "\"1\"", Png)));
        var proof = await SendAsync(registrar, HttpMethod.Post, place + "/files?kind=household&fileName=户口簿.pdf", "\"2\"", Pdf);
        var fileId = (await proof.JsonAsync()).GetProperty("fileId").GetInt64();
        var item = JsonContent.Create(
            new { category = 5, occurredOn = "2026-10-12", title = "短跑第一名", fileId }, options: ApiJson.Options);
        Assert.AreEqual("\"4\"", await ETagAsync(SendAsync(registrar, HttpMethod.Post, place + "/archive/items", "\"3\"", item)));
        var edit = JsonContent.Create(new { phone = "13811112222" }, options: ApiJson.Options);
        Assert.AreEqual("\"5\"", await ETagAsync(SendAsync(registrar, HttpMethod.Patch, place, "\"4\"", edit)));

        var archive = await (await registrar.GetAsync(place + "/archive")).JsonAsync();
        int Count(string list) => archive.GetProperty(list).GetArrayLength();
        Assert.AreEqual(
            (2, 1, 0, 1, 2, 1),
            (Count("numbers"), Count("enrollments"), Count("changes"), Count("revisions"), Count("files"), Count("items")));
        Assert.DoesNotContain("13811112222", archive.GetRawText());
        Assert.Contains("138****2222", archive.GetRawText());
        var photo = await registrar.GetAsync(place + "/photo");
        Assert.AreEqual("image/png", photo.Content.Headers.ContentType?.MediaType);
        CollectionAssert.AreEqual(Png, await photo.Content.ReadAsByteArrayAsync());
        var opened = await registrar.PostAsJsonAsync($"{place}/files/{fileId}/open", new { purpose = "核对户口" });
        CollectionAssert.AreEqual(Pdf, await opened.Content.ReadAsByteArrayAsync());
        Assert.AreEqual(
            "核对户口", await center.Scope.ScalarAsync<string>("SELECT reason FROM audit_event WHERE action = 'student.open_file'"));
    }

    [TestMethod]
    public async Task Files_of_another_type_or_size_or_for_another_version_are_refused()
    {
        await using var center = await StartAsync();
        var (place, registrar, _) = await RegisteredAsync(center);
        await (await SendAsync(registrar, HttpMethod.Put, place + "/photo", "\"1\"", Pdf))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "file_type");
        await (await SendAsync(registrar, HttpMethod.Put, place + "/photo", "\"1\"", []))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "file_type");
        var large = new byte[1024 * 1024 + 1];
        Png.CopyTo(large, 0);
        await (await SendAsync(registrar, HttpMethod.Put, place + "/photo", "\"1\"", large))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "file_too_large");
        await (await SendAsync(registrar, HttpMethod.Put, place + "/photo", "\"9\"", Png))
            .AssertProblemAsync(HttpStatusCode.PreconditionFailed, "stale_version");
        await (await SendAsync(registrar, HttpMethod.Post, place + "/files?kind=holiday", "\"1\"", Pdf))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "unknown_code");
        await (await registrar.GetAsync(place + "/photo")).AssertProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [TestMethod]
    public async Task A_damaged_file_is_not_handed_out()
    {
        await using var center = await StartAsync();
        var (place, registrar, _) = await RegisteredAsync(center);
        await SendAsync(registrar, HttpMethod.Put, place + "/photo", "\"1\"", Png);
        var file = Directory.EnumerateFiles(Path.Combine(center.DataFolder, "files"), "*", SearchOption.AllDirectories).Single();
        await File.WriteAllBytesAsync(file, [.. Png, 4]);
        await (await registrar.GetAsync(place + "/photo"))
            .AssertProblemAsync(HttpStatusCode.ServiceUnavailable, "storage_unavailable");
    }

    [TestMethod]
    public async Task A_wrong_item_is_told_all_that_is_wrong()
    {
        await using var center = await StartAsync();
        var (place, registrar, _) = await RegisteredAsync(center);
        var item = JsonContent.Create(new { category = 8, title = "" }, options: ApiJson.Options);
        var problem = await (await SendAsync(registrar, HttpMethod.Post, place + "/archive/items", "\"1\"", item))
            .AssertProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.AreEqual(3, problem.GetProperty("errors").EnumerateObject().Count());
    }

    [TestMethod]
    public async Task The_province_defines_fields_over_HTTP()
    {
        await using var center = await StartAsync();
        using var province = await center.ClientAsync(Role.SecurityAdministrator);
        var field = new { fieldCode = "bus_line", title = "校车线路", dataType = "text" };
        Assert.AreEqual(HttpStatusCode.Created, (await province.PostAsJsonAsync("/api/v1/province-fields", field)).StatusCode);
        await (await province.PostAsJsonAsync("/api/v1/province-fields", field))
            .AssertProblemAsync(HttpStatusCode.Conflict, "field_exists");
        var change = JsonContent.Create(new { title = "校车", dataType = "text", isActive = false }, options: ApiJson.Options);
        Assert.AreEqual(
            "\"2\"", await ETagAsync(SendAsync(province, HttpMethod.Put, "/api/v1/province-fields/bus_line", "\"1\"", change)));
        Assert.AreEqual(
            "校车", (await (await province.GetAsync("/api/v1/province-fields")).JsonAsync())[0].GetProperty("title").GetString());
    }

    private static Task<CenterUnderTest> StartAsync(Engine engine = Engine.Sqlite) =>
        CenterUnderTest.StartAsync(engine, services: services => services.AddSingleton<IReferenceData, TestReference>());

    private static async Task<(string Place, HttpClient Registrar, SchoolWithPeople School)> RegisteredAsync(
        CenterUnderTest center)
    {
        var school = await center.Scope.SchoolAsync(1);
        var registrar = await center.ClientAsync(Role.Registrar, school.SchoolId);
        var answer = await registrar.PostAsJsonAsync(
            "/api/v1/students", TestPupils.Form(await center.Scope.ClassAsync(school)), ApiJson.Options);
        return (answer.Headers.Location!.ToString(), registrar, school);
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string url, string version, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return SendAsync(client, method, url, version, content);
    }

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string url, string version, HttpContent content)
    {
        var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return client.SendAsync(request);
    }

    private static async Task<string?> ETagAsync(Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.IsTrue(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer.Headers.ETag?.Tag;
    }
}
