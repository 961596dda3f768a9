using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// 成批办理: the same change for many pupils, or for everybody in class of a class (毕业 of a year). All or nothing: one pupil whose
/// change is refused stops the batch and is named, so that a graduation is not half done.
/// </summary>
public sealed class SubmitChangeBatch(IEnrollmentStore store, SubmitChange submit, IUnitOfWork work)
{
    /// <summary>A batch is one transaction; larger ones are cut by the caller.</summary>
    public const int MostPupils = 200;

    public Task<IReadOnlyList<EnrollmentChange>> HandleAsync(
        IReadOnlyList<long> studentIds, long? classId, ChangeRequest request, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SubmitChanges);
        return work.CommitAsync(
            caller, "enrollment.submit_batch", c => SubmitAllAsync(studentIds, classId, request, caller, c), cancel);
    }

    private async Task<IReadOnlyList<EnrollmentChange>> SubmitAllAsync(
        IReadOnlyList<long> studentIds, long? classId, ChangeRequest request, Caller caller, CancellationToken cancel)
    {
        var pupils = classId is { } id ? await store.PupilsInClassAsync(id, caller.OrganizationId, cancel) : studentIds;
        if (pupils.Count is 0 or > MostPupils)
            throw Refused.Invalid("batch_size", $"一批须为1至{MostPupils}名学生。", "studentIds");
        var changes = new List<EnrollmentChange>();
        var problems = new List<Problem>();
        foreach (var pupil in pupils.Distinct())
        {
            try
            {
                changes.Add(await submit.SubmitAsync(pupil, request, caller, cancel));
            }
            catch (RefusalException refusal)
            {
                problems.Add(new Problem(refusal.Code, refusal.Message, $"studentIds[{pupil}]"));
            }
        }

        return problems.Count == 0 ? changes : throw Refused.Invalid(problems);
    }
}
