using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>How a school's graduating classes finish.</summary>
/// <param name="Kind">毕业 <c>graduate</c> or 结业 <c>complete</c>.</param>
/// <param name="Except">Who does not finish with the others.</param>
public sealed record GraduationRequest(string Kind, DateOnly EffectiveOn, IReadOnlyList<long>? Except = null)
{
    /// <summary>The kinds of change by which a year finishes.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["graduate", "complete"];

    /// <exception cref="RefusalException">It is another kind of change.</exception>
    public void Demand()
    {
        if (!Kinds.Contains(Kind))
            throw Refused.Invalid("unknown_kind", "成批办理只能是毕业（graduate）或结业（complete）。", "kind");
    }
}

/// <summary>
/// 毕业年级成批办理: the school's registrar submits the graduation of everybody in class of all its graduating classes. A pupil who
/// cannot graduate, for open business or another reason, is named and keeps nobody back; run again it takes up whoever is left.
/// </summary>
public sealed class GraduateYear(IGraduationStore store, SubmitChange submit, IUnitOfWork work)
{
    /// <param name="progress">Done and total pupils.</param>
    /// <exception cref="RefusalException">The kind is none, or the caller may not.</exception>
    public async Task<GraduationReport> HandleAsync(
        GraduationRequest request, Caller caller, Action<int, int>? progress, CancellationToken cancel)
    {
        caller.Demand(Permission.SubmitChanges);
        request.Demand();
        var except = (request.Except ?? []).ToHashSet();
        var pupils = (await store.GraduatingAsync(caller.OrganizationId, cancel))
            .Where(pupil => !except.Contains(pupil.StudentId)).ToList();
        var (done, refused) = (0, new List<GraduationRefusal>());
        foreach (var schoolClass in pupils.GroupBy(pupil => pupil.ClassId))
        {
            // A class is a transaction: quick enough that nobody waits for it.
            var refusals = await work.CommitAsync(
                caller, "enrollment.graduate_year",
                c => SubmitAsync(schoolClass.Key, [.. schoolClass], request, caller, c), cancel);
            refused.AddRange(refusals);
            done += schoolClass.Count();
            progress?.Invoke(done, pupils.Count);
        }

        return new GraduationReport(done - refused.Count, refused);
    }

    private async Task<List<GraduationRefusal>> SubmitAsync(
        long classId, IReadOnlyList<GraduatingPupil> pupils, GraduationRequest request, Caller caller, CancellationToken cancel)
    {
        var refused = new List<GraduationRefusal>();
        foreach (var pupil in pupils)
        {
            try
            {
                await submit.SubmitAsync(pupil.StudentId, new ChangeRequest(request.Kind, request.EffectiveOn), caller, cancel);
            }
            catch (RefusalException refusal)
            {
                refused.Add(GraduationRefusal.Of(pupil.StudentId, pupil.Name, refusal));
            }
        }

        work.Audited(new AuditLine(Entity.SchoolClass, classId, Detail: new { request.Kind, pupils = pupils.Count, refused = refused.Count }));
        return refused;
    }
}
