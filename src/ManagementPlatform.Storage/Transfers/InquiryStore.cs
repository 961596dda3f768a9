using ManagementPlatform.Core.Replication;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Storage.Transfers;

/// <summary>调档查询 and what is sent for it; see <see cref="IInquiryStore"/>.</summary>
public sealed class InquiryStore(DbSession session, Interests interests, ChangeRoutes routes) : IInquiryStore
{
    private static readonly Sql Unanswered = InquiryTables.Inquiry.Select(
        """
        WHERE NOT EXISTS (SELECT 1 FROM dbo.pupil_inquiry_answer AS a WHERE a.inquiry_id = pupil_inquiry.inquiry_id)
        ORDER BY inquiry_id {limit @count}
        """);

    public Task AddAsync(PupilInquiry inquiry, CancellationToken cancel) =>
        session.InsertAsync(InquiryTables.Inquiry, inquiry, cancel);

    public Task<IReadOnlyList<PupilInquiry>> UnansweredAsync(int count, CancellationToken cancel) =>
        session.QueryAsync<PupilInquiry>(Unanswered, new { count }, cancel);

    public async Task AnswerAsync(PupilInquiryAnswer answer, string asking, CancellationToken cancel)
    {
        await session.InsertAsync(InquiryTables.Answer, answer, cancel);
        List<PassedOn> sent = [Line(Entity.PupilInquiryAnswer, answer.InquiryId)];
        if (answer.StudentId is { } studentId)
        {
            await interests.KeepAsync(studentId, asking, Interests.Inquiry, answer.AnsweredAt, cancel);
            sent.Add(Line(Entity.Student, studentId));
        }

        await routes.SendAsync(sent, asking, cancel);
    }

    public Task ForgetInterestsAsync(DateTimeOffset now, CancellationToken cancel) => interests.ForgetAsync(now, cancel);

    private static PassedOn Line(Entity entity, long id) =>
        new(ReplicaCatalogue.Of(entity), id, 1, ReplicatedOperation.Upsert, null);
}
