using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.National;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Transfers;

/// <summary>
/// 发起调档查询: a school that wants to take a pupil from another province. Once the nation has found him, his record comes read-only,
/// and the transfer is asked for like any other.
/// </summary>
public sealed class AskForPupil(
    IInquiryStore store, ITransferStore pupils, ICenterStanding standing, ICurrentCenter center, IUnitOfWork work,
    IIdentifiers identifiers, TimeProvider time)
{
    /// <exception cref="RefusalException">
    /// The caller is no school, a key is missing, the pupil is here, or the center has no line to the nation.
    /// </exception>
    public Task<PupilInquiry> HandleAsync(LookUpKeys keys, Caller caller, CancellationToken cancel)
    {
        CheckTransfer.Demand(caller);
        return work.CommitAsync(caller, "pupil_inquiry.ask", c => AskAsync(keys, caller, c), cancel);
    }

    private async Task<PupilInquiry> AskAsync(LookUpKeys keys, Caller caller, CancellationToken cancel)
    {
        var (name, number, document) = keys.Parse();
        if (await standing.GetAsync(cancel) != Standing.Province)
            throw Refused.Conflict("not_enrolled", "本中心尚未接入全国中心，不能查询外省学生。");
        var here = await pupils.FindAsync(number, document, cancel);
        if (here?.Name == name && here.HomeCenter == (await center.GetAsync(cancel)).CenterCode)
            throw Refused.Conflict("pupil_is_here", "该生学籍就在本省，请直接申请转学。");
        var inquiry = new PupilInquiry
        {
            InquiryId = identifiers.Next(),
            SchoolId = caller.OrganizationId,
            StudentNumber = number,
            DocumentType = document?.Type,
            DocumentNumber = document is null ? null : new(document.Number),
            Name = name,
            AskedBy = caller.UserId,
            AskedAt = time.GetUtcNow(),
            RowVersion = 1,
        };
        await store.AddAsync(inquiry, cancel);
        work.Changed(Entity.PupilInquiry, inquiry.InquiryId, inquiry.RowVersion);
        work.Audited(new AuditLine(Entity.PupilInquiry, inquiry.InquiryId, here?.StudentId, "transfer"));
        return inquiry;
    }
}
