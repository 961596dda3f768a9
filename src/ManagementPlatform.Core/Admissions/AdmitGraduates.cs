using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// 招生入学: a school admits, from a list of numbers and names, pupils of its province who have finished the stage before. All or nobody: a
/// list with a mistake is corrected and sent again.
/// </summary>
public sealed class AdmitGraduates(
    IRegistrationStore registration,
    IAdmissionStore store,
    ITransferStore schools,
    EnterSchool enter,
    IReferenceData reference,
    IBulkWriting writing,
    IUnitOfWork work,
    TimeProvider time)
{
    /// <summary>Rows of one list.</summary>
    public const int Most = 1000;

    /// <returns>The pupils as they stand now, in the list's order.</returns>
    /// <exception cref="RefusalException">With everything that is wrong, row by row, or somebody else changed one of them meanwhile.</exception>
    public Task<IReadOnlyList<Student>> HandleAsync(AdmissionList list, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RegisterStudents);
        if (list.Pupils.Count is 0 or > Most)
            throw Refused.Invalid("batch_size", $"一份名单须为1至{Most}名学生。", "pupils");
        return work.CommitAsync(caller, "admission.admit", c => AdmitAsync(list, caller, c), cancel);
    }

    private async Task<IReadOnlyList<Student>> AdmitAsync(AdmissionList list, Caller caller, CancellationToken cancel)
    {
        var entrants = await CheckAsync(list, caller, cancel);
        var admitted = await enter.HandleAsync(entrants, null, caller.UserId, cancel);
        await writing.ChangedAsync(Entity.Student, [.. admitted.Select(pupil => (pupil.StudentId, pupil.RowVersion))], cancel);
        await writing.BeginBatchAsync(entrants.Count, cancel);
        foreach (var entrant in entrants)
        {
            var before = entrant.Before.Student;
            work.Audited(new AuditLine(
                Entity.Student, before.StudentId, before.StudentId, Detail: new { from = before.SchoolId, to = entrant.SchoolId, entrant.After.ClassId }));
        }

        return admitted;
    }

    private async Task<IReadOnlyList<Entrant>> CheckAsync(AdmissionList list, Caller caller, CancellationToken cancel)
    {
        var school = await schools.FindSchoolAsync(caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        var snapshot = await reference.GetAsync(cancel);
        var asked = list.Pupils.Select(row => AdmissionCheck.Asked(list, row)).ToList();
        var today = BeijingTime.Today(time);
        foreach (var classId in asked.Select(candidate => candidate.Form.ClassId!.Value).Distinct().Order())
            await schools.HoldAsync(classId, cancel);
        var facts = await registration.FactsAsync(asked, snapshot, today, caller.OrganizationId, cancel);
        var pupils = await store.GraduatesAsync([.. facts.Numbers.Values.Distinct()], school.ProvinceId, cancel);
        var sizes = await store.PupilsAsync([.. facts.Classes.Keys], cancel);

        // From this many on it is a 大班额.
        var most = snapshot.Rules.Number(school.ProvinceCode, RuleNames.LargeClassSize, today) - 1;
        return new AdmissionCheck(list, facts, pupils.ToDictionary(pupil => pupil.Student.StudentId), sizes, most).Check(asked);
    }
}
