using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// Any party of a case reads its proof. It shows numbers in clear, so it takes the permission of a reveal; the purpose is the
/// case.
/// </summary>
public sealed class OpenProof(ICaseStore store, CheckedFiles files, IUnitOfWork work)
{
    /// <exception cref="RefusalException">Not a party, or the case has no proof.</exception>
    public async Task<OpenedFile> HandleAsync(long caseId, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RevealNumbers);
        var hash = await work.CommitAsync(
            caller,
            "case.open_proof",
            async c =>
            {
                var file = await store.FindAsync(caseId, caller.OrganizationId, c) ?? throw Refused.NotFound("业务");
                work.Audited(new AuditLine(Entity.Case, caseId, file.StudentId, "case", new { file.Kind, file.ProofHash }));
                return file.ProofHash ?? throw Refused.NotFound("证明材料");
            },
            cancel);
        return await files.OpenAsync(hash, "证明材料", cancel);
    }
}
