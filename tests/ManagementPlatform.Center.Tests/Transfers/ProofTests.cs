using System.Net;
using System.Net.Http.Headers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>The proof goes with the case and then with the pupil; the sending school keeps what it had of him.</summary>
[TestClass]
public sealed class ProofTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 household register"u8.ToArray();

    [TestMethod, DynamicData(nameof(TestEngines.All), typeof(TestEngines))]
    public async Task Every_party_opens_the_proof_which_then_comes_into_the_archive_and_a_copy_stays_behind(Engine engine)
    {
        await using var town = await TransferTown.CreateAsync(engine);
        using var uploaded = await UploadAsync(town, Pdf);
        var hash = (await uploaded.JsonAsync()).GetProperty("fileHash").GetString();
        var caseId = await town.SubmitAsync(
            new { keys = town.Keys, toGrade = "24", reasonCode = "02", toClassId = town.ToClass, proofHash = hash });

        foreach (var (role, party) in new[] { (Role.Leader, TransferTown.To), (Role.Registrar, TransferTown.FromCounty), (Role.Registrar, TransferTown.From) })
        {
            using var opened = await (await town.PersonAsync(role, party)).GetAsync($"/api/v1/cases/{caseId}/proof");
            Assert.AreEqual("application/pdf", opened.Content.Headers.ContentType?.MediaType);
            CollectionAssert.AreEqual(Pdf, await opened.Content.ReadAsByteArrayAsync());
        }

        var stranger = await town.AddNeighbourAsync();
        Assert.AreEqual(
            404, (await town.SendAsync(Role.Registrar, stranger.Id, HttpMethod.Get, $"/cases/{caseId}/proof")).Status);
        Assert.AreEqual(3, await town.Center.Scope.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'case.open_proof' AND result = 'done'"));

        await town.MovesAsync(caseId, Role.Leader, TransferTown.To, "待转入主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.ToCounty, "待转出学校核办");
        await town.MovesAsync(caseId, Role.Leader, TransferTown.From, "待转出主管部门核办");
        await town.MovesAsync(caseId, Role.Registrar, TransferTown.FromCounty, "已办结");
        var (_, archive) = await town.SendAsync(
            Role.Registrar, TransferTown.To, HttpMethod.Get, $"/students/{town.Pupil}/archive");
        Assert.IsTrue(
            archive.GetProperty("files").EnumerateArray().Any(file => file.GetProperty("kind").GetString() == "transfer"),
            archive.ToString());
        await AssertCopyAsync(town, caseId);
    }

    [TestMethod]
    public async Task A_file_of_another_type_or_size_is_no_proof()
    {
        await using var town = await TransferTown.CreateAsync(Engine.Sqlite);
        using var text = await UploadAsync(town, "no proof"u8.ToArray());
        await text.AssertProblemAsync(HttpStatusCode.BadRequest, "file_type");
        var large = new byte[5 * 1024 * 1024 + 1];
        Pdf.CopyTo(large, 0);
        using var huge = await UploadAsync(town, large);
        await huge.AssertProblemAsync(HttpStatusCode.BadRequest, "file_too_large");
        var (status, problem) = await town.RequestAsync(
            new { keys = town.Keys, toGrade = "24", reasonCode = "02", proofHash = new string('a', 64) });
        Assert.AreEqual(400, status);
        StringAssert.Contains(problem.ToString(), "proof_unknown", StringComparison.Ordinal);
    }

    private static async Task AssertCopyAsync(TransferTown town, long caseId)
    {
        foreach (var keeper in new[] { TransferTown.From, TransferTown.FromCounty })
        {
            var (_, list) = await town.SendAsync(Role.Registrar, keeper, HttpMethod.Get, "/archive-copies");
            var copy = list.GetProperty("items").EnumerateArray().Single();
            Assert.AreEqual(caseId, copy.GetProperty("caseId").GetInt64());
            var (status, whole) = await town.SendAsync(
                Role.Registrar, keeper, HttpMethod.Get, $"/archive-copies/{copy.GetProperty("copyId").GetInt64()}");
            Assert.AreEqual(200, status);
            Assert.AreEqual("李思远", whole.GetProperty("form").GetProperty("name").GetString());
            Assert.DoesNotContain(town.Keys.StudentNumber!, whole.ToString());
        }

        var (_, none) = await town.SendAsync(Role.Registrar, TransferTown.To, HttpMethod.Get, "/archive-copies");
        Assert.AreEqual(0, none.GetProperty("items").GetArrayLength(), "the new school has the pupil himself");
    }

    private static async Task<HttpResponseMessage> UploadAsync(TransferTown town, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return await (await town.PersonAsync(Role.Registrar, TransferTown.To)).PostAsync("/api/v1/cases/proofs", content);
    }
}
