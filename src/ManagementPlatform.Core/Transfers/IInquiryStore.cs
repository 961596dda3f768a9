namespace ManagementPlatform.Core.Transfers;

/// <summary>What inquiries need of the database.</summary>
public interface IInquiryStore
{
    Task AddAsync(PupilInquiry inquiry, CancellationToken cancel);

    /// <summary>Inquiries without an answer, the oldest first.</summary>
    Task<IReadOnlyList<PupilInquiry>> UnansweredAsync(int count, CancellationToken cancel);

    /// <summary>
    /// Keeps the answer and sends it to the center that asked; of a pupil who was found also his record, from now on with every
    /// change of it.
    /// </summary>
    /// <param name="asking">Code of that center.</param>
    Task AnswerAsync(PupilInquiryAnswer answer, string asking, CancellationToken cancel);

    /// <summary>Whom a center was sent long enough and has no case about any more, it is sent no longer.</summary>
    Task ForgetInterestsAsync(DateTimeOffset now, CancellationToken cancel);
}
