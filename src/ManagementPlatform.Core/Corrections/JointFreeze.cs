using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// Freezes the second pupil of a joint case. His row among the running business belongs to nobody's inbox and has no deadline: both are
/// the first one's.
/// </summary>
public sealed class JointFreeze(ICaseStore cases, TimeProvider time)
{
    private const long Nobody = 0;

    // Not the last day of all: whoever counts days goes one beyond.
    private static readonly DateOnly Never = new(9999, 12, 1);

    /// <summary>He is frozen if he is free; business that has him already goes on.</summary>
    public async Task HoldAsync(CaseFile file, string node, MovingPupil other, CancellationToken cancel)
    {
        if (other.OpenCaseId is not null)
            return;
        await cases.EnterAsync(
            new OpenCase
            {
                StudentId = other.StudentId,
                CaseId = file.CaseId,
                Kind = file.Kind,
                Holds = OpenCase.HoldsPupil,
                StepNumber = 0,
                Round = file.Round,
                Node = node,
                OrganizationId = Nobody,
                WaitingSince = time.GetUtcNow(),
                WaitingOn = Never,
                WorkingDays = 0,
                DueOn = Never,
            },
            cancel);
    }
}
