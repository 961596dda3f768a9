using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Files;

namespace ManagementPlatform.Center.Api.Cases;

internal static class ProofApi
{
    // Above every limit that a center can set sensibly; the use case counts to the limit itself.
    private const long MaxBody = 50 * 1024 * 1024;

    private static readonly Operation Upload = new("case.upload_proof", Permission.StartCases, "上传业务证明材料")
    {
        Description = "提交业务前上传，返回文件的 SHA-256，提交或补正时填入 `proofHash`。类型按文件内容判断，同一文件只存一份。",
        Accepts = [FileType.Jpeg, FileType.Png, FileType.Pdf], MaxBody = MaxBody,
        Response = new ProofContract(new string('a', 64), FileType.Pdf, 182_044),
    };

    private static readonly Operation Open = new("case.open_proof", Permission.RevealNumbers, "查看业务的证明材料")
    {
        Description = "业务各方均可查看；每次查看都记入审计日志。",
        Produces = [FileType.Jpeg, FileType.Png, FileType.Pdf],
    };

    public static void MapProofs(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/cases/proofs", Upload, UploadAsync);
        api.MapSecured(HttpMethod.Get, "/cases/{caseId:long}/proof", Open, OpenAsync);
    }

    private static async Task<ProofContract> UploadAsync(
        HttpRequest request, Caller caller, UploadProof upload, CancellationToken cancel)
    {
        var stored = await upload.HandleAsync(request.Body, caller, cancel);
        return new ProofContract(stored.FileHash, stored.MediaType, stored.SizeBytes);
    }

    private static async Task<IResult> OpenAsync(long caseId, Caller caller, OpenProof open, CancellationToken cancel)
    {
        var file = await open.HandleAsync(caseId, caller, cancel);
        return TypedResults.Stream(file.Content, file.MediaType, file.FileName);
    }
}

/// <summary>A proof that was stored.</summary>
/// <param name="FileHash">SHA-256, by which a case names it.</param>
public sealed record ProofContract(string FileHash, string MediaType, long SizeBytes);
