using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>上传业务证明材料: before a case is submitted or completed, which then names it by its hash.</summary>
public sealed class UploadProof(CheckedFiles files, StudentFileLimits limits, IUnitOfWork work)
{
    /// <exception cref="RefusalException">Too large, or neither picture nor PDF.</exception>
    public async Task<StoredFile> HandleAsync(Stream content, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.StartCases);
        var stored = await files.StoreAsync(content, limits.Proof, cancel);
        return await work.CommitAsync(
            caller,
            "case.upload_proof",
            _ =>
            {
                work.Audited(new AuditLine(Entity.Case, null, Detail: new { stored.FileHash, stored.SizeBytes }));
                return Task.FromResult(stored);
            },
            cancel);
    }
}
