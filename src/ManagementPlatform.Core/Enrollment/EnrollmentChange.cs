namespace ManagementPlatform.Core.Enrollment;

/// <summary>One change of a pupil's enrolment (学籍变动), from submission to decision. JY/T 1002 JCXS0202.</summary>
public sealed record EnrollmentChange
{
    public required long StudentId { get; init; }
    public required long ChangeId { get; init; }
    public required long EnrollmentId { get; init; }
    public required long SchoolId { get; init; }

    /// <summary>Code of a <see cref="ChangeKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary><see cref="ChangeState"/>.</summary>
    public required string State { get; init; }

    /// <summary>The step that waits for its decision, from 1; 0 when nothing waits.</summary>
    public required int StepNumber { get; init; }

    public string? ReasonCode { get; init; }
    public string? Explanation { get; init; }
    public required DateOnly EffectiveOn { get; init; }
    public DateOnly? UntilOn { get; init; }

    /// <summary>审批文号 (SPWH), given by the last who approves.</summary>
    public string? DocumentNumber { get; init; }

    public required string FromStatusCode { get; init; }
    public required string ToStatusCode { get; init; }
    public required long FromClassId { get; init; }
    public long? ToClassId { get; init; }
    public required string FromGrade { get; init; }
    public string? ToGrade { get; init; }
    public string? ProofHash { get; init; }
    public required long SubmittedBy { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>
    /// Working days between the deadline for its report and its submission, 0 in time; null when there is none.
    /// </summary>
    public int? DaysLate { get; init; }

    public required int RowVersion { get; init; }
}

/// <summary>States of a change.</summary>
public static class ChangeState
{
    /// <summary>办理中.</summary>
    public const string Open = "open";

    /// <summary>已办结.</summary>
    public const string Approved = "approved";

    /// <summary>核办不通过.</summary>
    public const string Refused = "refused";

    /// <summary>已撤销.</summary>
    public const string Withdrawn = "withdrawn";
}

/// <summary>One node of a change's approval chain, fixed when the change is submitted.</summary>
public sealed record EnrollmentChangeStep
{
    public required long StudentId { get; init; }
    public required long ChangeId { get; init; }
    public required int StepNumber { get; init; }

    /// <summary><see cref="ChainStep"/> in snake_case.</summary>
    public required string Role { get; init; }

    /// <summary>Whose people decide it; once decided, whose did: the bureau above when the deadline had passed.</summary>
    public required long OrganizationId { get; init; }

    /// <summary><c>approve</c> or <c>refuse</c>; null while nobody has decided.</summary>
    public string? Decision { get; init; }

    public string? Opinion { get; init; }
    public long? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
}
