using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>What an approved change does to the pupil and his enrolment.</summary>
public sealed class ChangeEffect(IEnrollmentStore store, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    /// <param name="documentNumber">审批文号 of the approval; null when none was given.</param>
    public async Task<EnrollmentChange> ApplyAsync(
        EnrollmentChange change, PupilPlace pupil, string? documentNumber, CancellationToken cancel)
    {
        var onRoll = PupilStatus.IsOnRoll(change.ToStatusCode);
        var placement = new Placement(
            change.ToStatusCode,
            onRoll,
            change.ToClassId ?? pupil.Class.ClassId,
            onRoll && !pupil.OnRoll ? identifiers.Next() : null);
        var approved = change with
        {
            State = ChangeState.Approved,
            StepNumber = 0,
            DocumentNumber = documentNumber,
            DecidedAt = time.GetUtcNow(),
        };
        await store.UpdateAsync(approved, cancel);
        await store.ApplyAsync(pupil, approved, placement, cancel);
        work.Changed(Entity.Student, pupil.StudentId, pupil.Version + 1);
        return approved with { RowVersion = change.RowVersion + 1 };
    }
}
