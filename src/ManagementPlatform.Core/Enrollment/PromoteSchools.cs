using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>A school that could not be promoted, and why.</summary>
public sealed record PromotionFailure(long SchoolId, string SchoolName, string Message, IReadOnlyList<Problem> Problems);

/// <summary>What a roll-over of many schools did.</summary>
public sealed record PromotionReport(int Schools, int Classes, IReadOnlyList<PromotionFailure> Failures);

/// <summary>
/// The roll-over of a county or province: every school in scope, each in a transaction of its own. A school that is not ready is
/// reported and holds nobody else back; running it again takes up what is left.
/// </summary>
public sealed class PromoteSchools(IPromotionStore store, PromoteSchool promote, TimeProvider time)
{
    /// <param name="progress">Done and total schools.</param>
    public async Task<PromotionReport> HandleAsync(Caller caller, Action<int, int>? progress, CancellationToken cancel)
    {
        caller.Demand(Permission.PromoteSchools);
        var schools = await store.SchoolsBehindAsync(caller.OrganizationId, BeijingTime.Today(time).Year, cancel);
        var failures = new List<PromotionFailure>();
        var classes = 0;
        for (var i = 0; i < schools.Count; i++)
        {
            try
            {
                classes += await promote.HandleAsync(schools[i], caller, cancel);
            }
            catch (RefusalException refusal) when (refusal.Code != "outside_window")
            {
                failures.Add(new PromotionFailure(schools[i], await NameAsync(schools[i], caller, cancel), refusal.Message, refusal.Problems));
            }

            progress?.Invoke(i + 1, schools.Count);
        }

        return new PromotionReport(schools.Count - failures.Count, classes, failures);
    }

    private async Task<string> NameAsync(long schoolId, Caller caller, CancellationToken cancel) =>
        (await store.FindSchoolAsync(schoolId, caller.OrganizationId, cancel))?.Name ?? "";
}
