using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>What became of one form.</summary>
/// <param name="Record">Null when the form was not acceptable.</param>
public sealed record AdmittedRow(CheckResult Check, StudentRecord? Record = null)
{
    public Student? Student => Record?.Student;
}

/// <summary>
/// 建籍 of a batch, inside somebody's unit of work: one registrar's form and an import of a province go the same way. The cost of a
/// row does not depend on how many there are: look-ups are by set, rows are loaded in bulk.
/// </summary>
public sealed class AdmitStudents(
    IRegistrationStore store,
    TemporaryNumbers temporary,
    INumberIssuer issuer,
    IReferenceData reference,
    ICurrentCenter center,
    IBulkWriting writing,
    TimeProvider time)
{
    /// <summary>Checks the forms and stores nothing.</summary>
    public async Task<IReadOnlyList<CheckResult>> CheckAsync(
        IReadOnlyList<StudentForm> forms, Caller caller, CancellationToken cancel)
    {
        var candidates = forms.Select(form => new Candidate(form)).ToList();
        var facts = await store.FactsAsync(
            candidates, await reference.GetAsync(cancel), BeijingTime.Today(time), caller.OrganizationId, cancel);
        return RegistrationCheck.CheckAll(candidates, facts);
    }

    /// <summary>The same for a form that somebody fills in.</summary>
    public Task<IReadOnlyList<AdmittedRow>> HandleAsync(
        IReadOnlyList<StudentForm> forms, Caller caller, CancellationToken cancel) =>
        HandleAsync(forms, caller, FoundBy.Registration, cancel);

    /// <summary>
    /// Registers the acceptable forms and says of each what became of it. The unit of work's owner decides whether some refused
    /// rows mean that none is stored, by throwing; he also writes the audit line.
    /// </summary>
    /// <param name="foundBy">How a 问题学籍 that shows here is said to have been found: <see cref="FoundBy"/>.</param>
    public async Task<IReadOnlyList<AdmittedRow>> HandleAsync(
        IReadOnlyList<StudentForm> forms, Caller caller, string foundBy, CancellationToken cancel)
    {
        var candidates = forms.Select(form => new Candidate(form)).ToList();
        var snapshot = await reference.GetAsync(cancel);
        var facts = await store.FactsAsync(candidates, snapshot, BeijingTime.Today(time), caller.OrganizationId, cancel);
        var results = RegistrationCheck.CheckAll(candidates, facts);
        var accepted = Enumerable.Range(0, results.Count).Where(i => results[i].IsAcceptable)
            .Select(i => new Accepted(i, candidates[i], facts.Classes[candidates[i].Form.ClassId!.Value], results[i]))
            .ToList();
        var identity = await center.GetAsync(cancel);
        var registrar = new Registrar(caller.UserId, identity.CenterCode, time.GetUtcNow(), snapshot.Pinyin);
        var admissions = await AdmitAsync(accepted, registrar, foundBy, cancel);

        var rows = results.Select(result => new AdmittedRow(result)).ToArray();
        for (var i = 0; i < accepted.Count; i++)
            rows[accepted[i].Row] = new AdmittedRow(results[accepted[i].Row], admissions[i].Record);
        return rows;
    }

    private async Task<List<Admission>> AdmitAsync(
        List<Accepted> accepted, Registrar registrar, string foundBy, CancellationToken cancel)
    {
        if (accepted.Count == 0)
            return [];
        var firstKey = await writing.ReserveKeysAsync(2 * accepted.Count, cancel);
        var numbers = await NumbersAsync(accepted, cancel);
        var requests = accepted.Select((pupil, i) => new NumberRequest(
            firstKey + 2 * i, numbers[i], pupil.Candidate.Likeness!.Value,
            pupil.Candidate.IsDocumented ? pupil.Candidate.Document : null, pupil.Place.Division,
            pupil.Check.IsLikelyDuplicate, pupil.Check.AlikeId)).ToList();
        var verdicts = await issuer.IssueAsync(requests, cancel);
        var admissions = accepted.Select((pupil, i) => Admission.Of(
            pupil.Candidate, pupil.Place, (firstKey + 2 * i, firstKey + 2 * i + 1), numbers[i], verdicts[i], registrar)).ToList();
        await store.AddAsync(await WithProblemsAsync(admissions, verdicts, foundBy, cancel), cancel);
        await writing.ChangedAsync(Entity.Student, [.. requests.Select(request => (request.StudentId, 1))], cancel);
        return admissions;
    }

    private async Task<IReadOnlyList<Admission>> WithProblemsAsync(
        List<Admission> admissions, IReadOnlyList<NumberVerdict> verdicts, string foundBy, CancellationToken cancel)
    {
        var found = Enumerable.Range(0, admissions.Count).Where(i => verdicts[i].Finding is not null).ToList();
        if (found.Count == 0)
            return admissions;
        var key = await writing.ReserveKeysAsync(found.Count, cancel);
        var all = admissions.ToArray();
        foreach (var i in found)
            all[i] = all[i] with { Problem = ProblemRecord.Found(all[i].Student.StudentId, key++, verdicts[i].Finding!, foundBy, all[i].Student.RegisteredAt) };
        return all;
    }

    // The number that a pupil brings along, else a new temporary one.
    private async Task<StudentNumber[]> NumbersAsync(List<Accepted> accepted, CancellationToken cancel)
    {
        var numbers = accepted.Select(pupil => pupil.Candidate.LegacyNumber).ToArray();
        var without = Enumerable.Range(0, numbers.Length).Where(i => numbers[i] is null).ToList();
        var drawn = await temporary.DrawAsync(
            [.. without.Select(i => (accepted[i].Place.Division, accepted[i].Candidate.Form.BirthDate!.Value))], cancel);
        for (var i = 0; i < without.Count; i++)
            numbers[without[i]] = drawn[i];
        return [.. numbers.Select(number => number!.Value)];
    }

    private sealed record Accepted(int Row, Candidate Candidate, EntryClass Place, CheckResult Check);
}
