using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Corrections;

/// <summary>Freezes the second pupil of a joint case if he is free; business that has him already goes on.</summary>
public sealed class JointFreeze(ICaseStore cases, TimeProvider time)
{
    public async Task HoldAsync(CaseFile file, string node, MovingPupil other, CancellationToken cancel)
    {
        if (other.OpenCaseId is not null)
            return;
        await cases.FreezeAsync(
            new PupilFreeze
            {
                StudentId = other.StudentId,
                CaseId = file.CaseId,
                Kind = file.Kind,
                Round = file.Round,
                Node = node,
                WaitingSince = time.GetUtcNow(),
            },
            cancel);
    }
}
