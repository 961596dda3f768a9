using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// The second pupil of a joint case stands among the running business as well, and is frozen by that if he is free; business that
/// has him already goes on.
/// </summary>
public sealed class JointFreeze(ICaseStore cases, TimeProvider time)
{
    public async Task HoldAsync(CaseFile file, string node, MovingPupil other, CancellationToken cancel)
    {
        if (other.OpenCaseId == file.CaseId)
            return;
        await cases.ReleaseAsync(other.StudentId, file.CaseId, cancel);
        await cases.FreezeAsync(
            new PupilFreeze
            {
                StudentId = other.StudentId,
                CaseId = file.CaseId,
                Kind = file.Kind,
                Holds = other.OpenCaseId is null ? OpenCase.HoldsPupil : OpenCase.HoldsNothing,
                Round = file.Round,
                Node = node,
                WaitingSince = time.GetUtcNow(),
            },
            cancel);
    }
}
