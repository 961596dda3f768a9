namespace ManagementPlatform.Storage.Transfers;

/// <summary>An inquiry and what has become of it.</summary>
public sealed record AskedPupil
{
    public long InquiryId { get; init; }
    public long SchoolId { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Of <see cref="Core.Transfers.PupilInquiryAnswer"/>; null while the nation has not answered.</summary>
    public string? State { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The pupil, once his record has arrived.</summary>
    public long? StudentId { get; init; }
}

/// <summary>Reads inquiries for whoever may see the school that asked.</summary>
public sealed class InquiryQueries(DbSession session)
{
    private static readonly Sql Find = Sql.Portable(
        """
        SELECT i.inquiry_id, i.school_id, i.name, i.asked_at, a.state, a.answered_at, p.student_id
        FROM dbo.pupil_inquiry AS i
        LEFT JOIN dbo.pupil_inquiry_answer AS a ON a.inquiry_id = i.inquiry_id
        LEFT JOIN dbo.student AS p ON p.student_id = a.student_id
        WHERE i.inquiry_id = @inquiryId
          AND EXISTS (SELECT 1 FROM dbo.school_scope AS v WHERE v.organization_id = @scope AND v.school_id = i.school_id)
        """);

    public Task<AskedPupil?> FindAsync(long inquiryId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<AskedPupil>(Find, new { inquiryId, scope }, cancel);
}
