using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// Rows of admission lists, inside somebody's unit of work: what is wrong with each, and the entry of those with whom nothing is.
/// Between the two the classes stay as they are, so that a place that was counted is there.
/// </summary>
public sealed class AdmitRows(
    IRegistrationStore registration,
    IAdmissionStore store,
    ITransferStore schools,
    EnterSchool enter,
    IReferenceData reference,
    IBulkWriting writing,
    IUnitOfWork work,
    TimeProvider time)
{
    /// <returns>What came of each row, in their order.</returns>
    public async Task<IReadOnlyList<CheckedEntry>> CheckAsync(
        IReadOnlyList<WantedEntry> rows, Caller caller, CancellationToken cancel)
    {
        foreach (var classId in rows.Select(row => row.ClassId).OfType<long>().Distinct().Order())
            await schools.HoldAsync(classId, cancel);
        var (snapshot, today) = (await reference.GetAsync(cancel), BeijingTime.Today(time));
        var asked = rows.Select(row => row.ToCandidate()).ToList();
        var facts = await registration.FactsAsync(asked, snapshot, today, caller.OrganizationId, cancel);
        var pupils = await PupilsAsync(facts, cancel);
        var sizes = await store.PupilsAsync([.. facts.Classes.Keys], cancel);
        var check = new AdmissionCheck(facts, pupils, sizes, Most);
        return [.. rows.Zip(asked, check.Check)];

        // From this many on it is a 大班额.
        int Most(EntryClass place) => snapshot.Rules.Number(place.ProvinceCode, RuleNames.LargeClassSize, today) - 1;
    }

    /// <returns>The pupils as they stand now, in the order of the entrants.</returns>
    /// <exception cref="RefusalException">Somebody else changed one of them meanwhile.</exception>
    public async Task<IReadOnlyList<Student>> EnterAsync(IReadOnlyList<Entrant> entrants, Caller caller, CancellationToken cancel)
    {
        var admitted = await enter.HandleAsync(entrants, null, caller.UserId, cancel);
        await writing.ChangedAsync(Entity.Student, [.. admitted.Select(pupil => (pupil.StudentId, pupil.RowVersion))], cancel);
        foreach (var entrant in entrants)
        {
            var before = entrant.Before.Student;
            work.Audited(new AuditLine(
                Entity.Student,
                before.StudentId,
                before.StudentId,
                Detail: new { from = before.SchoolId, to = entrant.SchoolId, entrant.After.ClassId }));
        }

        return admitted;
    }

    // A school admits pupils of its own province; a list has schools of one, as a rule.
    private async Task<Func<EntryClass, StudentNumber, Graduate?>> PupilsAsync(RegistrationFacts facts, CancellationToken cancel)
    {
        var provinces = new Dictionary<long, long>();
        foreach (var school in facts.Classes.Values.Select(place => place.SchoolId).Distinct())
            provinces[school] = (await schools.FindSchoolAsync(school, cancel))!.ProvinceId;
        var found = new Dictionary<(long Province, long Pupil), Graduate>();
        foreach (var province in provinces.Values.Distinct())
        {
            foreach (var pupil in await store.GraduatesAsync([.. facts.Numbers.Values.Distinct()], province, cancel))
                found[(province, pupil.Student.StudentId)] = pupil;
        }

        return (place, number) =>
            facts.Numbers.TryGetValue(number, out var id) ? found.GetValueOrDefault((provinces[place.SchoolId], id)) : null;
    }
}
