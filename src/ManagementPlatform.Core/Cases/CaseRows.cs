using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Cases;

/// <summary>One node of a case's approval chain, fixed when the case is submitted.</summary>
public sealed record CaseStep
{
    public required long StudentId { get; init; }
    public required long CaseId { get; init; }

    /// <summary>From 1.</summary>
    public required int StepNumber { get; init; }

    /// <summary>Code of a <see cref="CaseNode"/>.</summary>
    public required string Node { get; init; }

    /// <summary>办理时限, working days.</summary>
    public required int WorkingDays { get; init; }
}

/// <summary>What was decided at a step, once a round; written by the center of whoever decided, never changed.</summary>
public sealed record CaseDecision
{
    /// <summary>
    /// Added to the round where a center has to end a case at a step that another one may decide at the same time: above every
    /// round that is counted.
    /// </summary>
    public const int BesideOthers = 1_000;

    public required long StudentId { get; init; }
    public required long CaseId { get; init; }
    public required int StepNumber { get; init; }
    public required int Round { get; init; }

    /// <summary><see cref="Verdict"/>.</summary>
    public required string Verdict { get; init; }

    public string? Opinion { get; init; }

    /// <summary>What was chosen, where the node asks for a choice.</summary>
    public string? Choice { get; init; }

    public string? DocumentNumber { get; init; }
    public required long OrganizationId { get; init; }

    /// <summary>Whose row it is: no other center may bring it.</summary>
    public required string Center { get; init; }

    /// <summary>0 when the center itself passed the node.</summary>
    public required long DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <param name="center">This one.</param>
    public static CaseDecision Of(
        CaseFile file, CaseStep step, CaseAnswer answer, Caller caller, string center, DateTimeOffset at) => new()
    {
        StudentId = file.StudentId,
        CaseId = file.CaseId,
        StepNumber = step.StepNumber,
        Round = file.Round,
        Verdict = answer.Verdict,
        Opinion = answer.Opinion,
        Choice = answer.Choice,
        DocumentNumber = answer.DocumentNumber,
        OrganizationId = caller.OrganizationId,
        Center = center,
        DecidedBy = caller.UserId,
        DecidedAt = at,
    };
}

/// <summary>核办 verdicts.</summary>
public static class Verdict
{
    /// <summary>核办通过.</summary>
    public const string Approve = "approve";

    /// <summary>核办不通过: ends the case.</summary>
    public const string Refuse = "refuse";

    /// <summary>退回补正: back to whoever submitted, and afterwards to the same node.</summary>
    public const string Return = "return";

    public static bool IsKnown(string? verdict) => verdict is Approve or Refuse or Return;
}

/// <summary>
/// What happened to a case beside decisions: a reminder, an escalation, a failed check. At most once a step, round and kind.
/// </summary>
public sealed record CaseEvent
{
    public required long StudentId { get; init; }
    public required long CaseId { get; init; }
    public required int StepNumber { get; init; }
    public required int Round { get; init; }
    public required string Kind { get; init; }

    /// <summary>Whom it concerns.</summary>
    public required long OrganizationId { get; init; }

    /// <inheritdoc cref="CaseDecision.Center"/>
    public required string Center { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }
    public string? Detail { get; init; }
}

/// <summary>
/// 冻结: the second pupil of a joint case stands among the running business as well, so that nothing else begins for him. The row
/// has neither holder nor deadline, which are the first one's, and so is in nobody's inbox.
/// </summary>
public sealed record PupilFreeze
{
    public required long StudentId { get; init; }
    public required long CaseId { get; init; }

    /// <summary>Of the case.</summary>
    public required string Kind { get; init; }

    public string Holds { get; init; } = OpenCase.HoldsPupil;
    public int StepNumber { get; init; }
    public required int Round { get; init; }

    /// <summary>Where the case was when it froze him.</summary>
    public required string Node { get; init; }

    public required DateTimeOffset WaitingSince { get; init; }
    public int WorkingDays { get; init; }
    public int Reminded { get; init; }
    public int Escalations { get; init; }
}

/// <summary>
/// 在办业务: where a running business waits, who holds it and until when. One row a running case; with <see cref="HoldsPupil"/> also
/// the freeze of its pupil, of which there is never more than one (key UX_open_case_pupil).
/// </summary>
public sealed record OpenCase
{
    public const string HoldsPupil = "pupil";
    public const string HoldsNothing = "none";

    public required long StudentId { get; init; }
    public required long CaseId { get; init; }
    public required string Kind { get; init; }
    public required string Holds { get; init; }
    public required int StepNumber { get; init; }
    public required int Round { get; init; }

    /// <summary>Code of a <see cref="CaseNode"/>.</summary>
    public required string Node { get; init; }

    public required long OrganizationId { get; init; }

    /// <summary>
    /// The center that holds the step, when it is another one: here nobody decides it and its deadline runs out there.
    /// </summary>
    public string? Center { get; init; }

    /// <summary>The bureau that may decide as well since the deadline has passed.</summary>
    public long? EscalatedTo { get; init; }

    public required DateTimeOffset WaitingSince { get; init; }

    /// <summary>The same as a local day; deadlines count from the day after.</summary>
    public required DateOnly WaitingOn { get; init; }

    public required int WorkingDays { get; init; }

    /// <summary>The last day of the deadline.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The last <see cref="Deadlines.ReminderDays"/> that was reminded of; 0 before the first.</summary>
    public int Reminded { get; init; }

    /// <summary>How many levels up the deadline has taken it.</summary>
    public int Escalations { get; init; }

    /// <summary>The organization holds it, or has got it because its deadline passed.</summary>
    public bool IsWith(long organizationId) => OrganizationId == organizationId || EscalatedTo == organizationId;
}

/// <summary>Where a case stands: the rows beside its file.</summary>
/// <param name="Steps">In their order.</param>
/// <param name="Decisions">In the order of steps and rounds.</param>
/// <param name="Open">Where it waits; null when it does not run.</param>
public sealed record CaseStanding(IReadOnlyList<CaseStep> Steps, IReadOnlyList<CaseDecision> Decisions, OpenCase? Open);
