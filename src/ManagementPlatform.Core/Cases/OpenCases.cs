using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Cases;

/// <summary>Puts running business of every kind into the one inbox, with a deadline on the working-day calendar.</summary>
public sealed class OpenCases(ICaseStore store, IReferenceData reference, TimeProvider time)
{
    /// <param name="workingDays">办理时限, counted from the day after today.</param>
    /// <exception cref="RefusalException">It freezes the pupil, and other business has frozen him already.</exception>
    public Task EnterAsync(CasePlace place, int workingDays, CancellationToken cancel) =>
        EnterAsync(place, workingDays, time.GetUtcNow(), cancel);

    /// <param name="since">When it came to wait there.</param>
    /// <inheritdoc cref="EnterAsync(CasePlace, int, CancellationToken)"/>
    public async Task EnterAsync(CasePlace place, int workingDays, DateTimeOffset since, CancellationToken cancel)
    {
        var day = BeijingTime.DayOf(since);
        await store.EnterAsync(
            new OpenCase
            {
                StudentId = place.StudentId,
                CaseId = place.CaseId,
                Kind = place.Kind,
                Holds = place.Freezes ? OpenCase.HoldsPupil : OpenCase.HoldsNothing,
                StepNumber = place.StepNumber,
                Round = place.Round,
                Node = place.Node,
                OrganizationId = place.OrganizationId,
                Center = place.Center,
                WaitingSince = since,
                WaitingOn = day,
                WorkingDays = workingDays,
                DueOn = (await reference.GetAsync(cancel)).Calendar.AddWorkingDays(day, workingDays),
            },
            cancel);
    }

    /// <exception cref="RefusalException">It does not wait any more: somebody was faster.</exception>
    public async Task<OpenCase> FindAsync(long studentId, long caseId, CancellationToken cancel) =>
        await store.OpenAsync(studentId, caseId, cancel) ?? throw Refused.Stale();

    /// <inheritdoc cref="FindAsync"/>
    public async Task LeaveAsync(long studentId, long caseId, CancellationToken cancel) =>
        await store.LeaveAsync(await FindAsync(studentId, caseId, cancel), cancel);
}

/// <summary>Where a case comes to wait.</summary>
/// <param name="Freezes">The pupil is frozen for other business meanwhile.</param>
/// <param name="Center">The center that holds the node, when it is another one.</param>
public sealed record CasePlace(
    long StudentId, long CaseId, string Kind, int StepNumber, int Round, string Node, long OrganizationId,
    bool Freezes = true, string? Center = null);
