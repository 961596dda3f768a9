using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Transfers;

/// <summary>
/// 调档查询: a school asks the nation for a pupil who is in another province; its own center writes it, the nation answers.
/// </summary>
public sealed record PupilInquiry
{
    public required long InquiryId { get; init; }
    public required long SchoolId { get; init; }

    /// <summary>A number or a document, never both.</summary>
    public StudentNumber? StudentNumber { get; init; }
    public string? DocumentType { get; init; }
    public DocumentNumber? DocumentNumber { get; init; }

    public required string Name { get; init; }
    public required long AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>The nation's answer, given once.</summary>
public sealed record PupilInquiryAnswer
{
    /// <summary>Name and number fit one pupil: his record is on its way.</summary>
    public const string Found = "found";

    /// <summary>They fit nobody; which of the two does not is not told.</summary>
    public const string NoMatch = "no_match";

    public required long InquiryId { get; init; }
    public required string State { get; init; }
    public long? StudentId { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
}
