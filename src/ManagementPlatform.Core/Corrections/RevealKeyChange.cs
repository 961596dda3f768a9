using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// Whoever decides a 关键信息变更 compares the new number with the proof: in clear, for a purpose that the audit trail keeps.
/// </summary>
public sealed class RevealKeyChange(ICaseStore store, IUnitOfWork work)
{
    /// <exception cref="RefusalException">Not a party, another kind of case, or no purpose.</exception>
    public Task<IReadOnlyList<FieldChange>> HandleAsync(long caseId, string? purpose, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RevealNumbers);
        var reason = RevealStudent.Purpose(purpose);
        return work.CommitAsync(
            caller,
            "key_change.reveal",
            async c =>
            {
                var file = await store.FindAsync(caseId, caller.OrganizationId, c);
                if (file?.Kind != KeyChangeCase.KindCode)
                    throw Refused.NotFound("关键信息变更");
                work.Audited(new AuditLine(Entity.Case, caseId, file.StudentId, reason));
                return KeyChangeContent.Of(file.Content).Changes;
            },
            cancel);
    }
}
