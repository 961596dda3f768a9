using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>As <see cref="ReplayedCases"/>, of the changes of enrolment, which come back with their pupils.</summary>
public sealed class ReplayedChanges(IEnrollmentStore store, OpenCases open, ICurrentCenter center, IReferenceData reference)
{
    /// <param name="studentIds">Pupils who have come back.</param>
    public async Task PutAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel)
    {
        await store.ReleaseDecidedAsync(studentIds, cancel);
        var province = (await center.GetAsync(cancel)).RegionCode;
        var rules = (await reference.GetAsync(cancel)).Rules;
        foreach (var change in await store.UnplacedAsync(studentIds, cancel))
        {
            var steps = await store.StepsAsync(change.StudentId, change.ChangeId, cancel);
            var since = steps.Select(step => step.DecidedAt).OfType<DateTimeOffset>().Append(change.SubmittedAt).Max();
            var days = ChangeCase.WorkingDays(rule => rules.Find(province, rule, BeijingTime.DayOf(since)));
            await open.EnterAsync(
                ChangeCase.PlaceOf(change, steps.First(step => step.StepNumber == change.StepNumber)), days, since, cancel);
        }
    }
}
