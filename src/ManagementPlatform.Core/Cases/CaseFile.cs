namespace ManagementPlatform.Core.Cases;

/// <summary>
/// 办件: a business that several parties decide. This row is written by the side that submitted it and by nobody else; what the
/// others say stands in <see cref="CaseDecision"/> rows, and the state is computed from both (<see cref="CaseProgress"/>), so
/// that every center that has the rows shows the same state.
/// </summary>
public sealed record CaseFile
{
    public const int LongestExplanation = 400;

    public static readonly Problem ExplanationTooLong = new("too_long", $"说明不超过{LongestExplanation}字。", "explanation");
    public static readonly Problem ProofUnknown = new("proof_unknown", "证明材料尚未上传。", "proofHash");

    public required long StudentId { get; init; }

    /// <summary>Shown as the case number (受理编号).</summary>
    public required long CaseId { get; init; }

    /// <summary>Code of an <see cref="ICaseKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who submitted it, may withdraw it and completes it when it comes back.</summary>
    public required long OrganizationId { get; init; }

    /// <summary>The pupil's school when it was submitted.</summary>
    public required long FromSchoolId { get; init; }

    public long? ToSchoolId { get; init; }

    /// <summary>The other record of a joint case.</summary>
    public long? OtherStudentId { get; init; }

    public string? ReasonCode { get; init; }
    public string? Explanation { get; init; }

    /// <summary>SHA-256 of the scanned proof.</summary>
    public string? ProofHash { get; init; }

    /// <summary>What the kind needs beyond this, as JSON of its own record.</summary>
    public required string Content { get; init; }

    /// <summary>1, and one more each time it is submitted again after it came back.</summary>
    public required int Round { get; init; }

    /// <summary>SHA-256 of the code with which the guardian sees how far it is.</summary>
    public required string ProgressCodeHash { get; init; }

    public required long SubmittedBy { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public long? WithdrawnBy { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public required int RowVersion { get; init; }
}
