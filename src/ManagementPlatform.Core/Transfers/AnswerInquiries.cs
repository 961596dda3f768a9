using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Transfers;

/// <summary>
/// 答复调档查询, at the nation: each inquiry in a transaction of its own; what somebody else has answered meanwhile is left to him.
/// </summary>
public sealed class AnswerInquiries(
    IInquiryStore store, ITransferStore pupils, ICurrentCenter center, IUnitOfWork work, WorkReport report, TimeProvider time)
    : IScheduledWork
{
    private const int AtOnce = 500;

    public string Name => "answer_inquiries";

    public async Task RunAsync(CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        if (identity.CenterCode != Channel.Nation)
            return;
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        foreach (var inquiry in await store.UnansweredAsync(AtOnce, cancel))
        {
            try
            {
                await work.CommitAsync(caller, "pupil_inquiry.answer", c => AnswerAsync(inquiry, c), cancel);
                report.Did(1);
            }
            catch (RefusalException)
            {
                // Answered at the same moment by another node; the refusal is in the audit trail.
            }
        }

        await store.ForgetInterestsAsync(time.GetUtcNow(), cancel);
    }

    // The same two keys as in the asking province, and no more told than whether they fit.
    private async Task<bool> AnswerAsync(PupilInquiry inquiry, CancellationToken cancel)
    {
        IdentityDocument? document = null;
        if (inquiry.DocumentNumber is { } held
            && !IdentityDocument.TryParse(inquiry.DocumentType!, held.Text, out document, out _))
            document = null;
        var pupil = document is null && inquiry.StudentNumber is null
            ? null : await pupils.FindAsync(inquiry.StudentNumber, document, cancel);
        var isFound = pupil?.Name == inquiry.Name;
        var answer = new PupilInquiryAnswer
        {
            InquiryId = inquiry.InquiryId,
            State = isFound ? PupilInquiryAnswer.Found : PupilInquiryAnswer.NoMatch,
            StudentId = isFound ? pupil!.StudentId : null,
            AnsweredAt = time.GetUtcNow(),
        };
        await store.AnswerAsync(answer, KeyMaker.Of(inquiry.InquiryId)!, cancel);
        work.Audited(new AuditLine(Entity.PupilInquiryAnswer, inquiry.InquiryId, answer.StudentId, Detail: new { answer.State }));
        return isFound;
    }
}
