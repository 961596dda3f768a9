using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>An edit of one pupil's form: what it shall say, from what it says.</summary>
public sealed record StudentEdit(long StudentId, Func<StudentForm, StudentForm> Edit);

/// <summary>
/// Changes of what a school may change by itself (学籍数据维护), for a batch inside somebody's unit of work: one form and an import
/// that finds its pupils registered go the same way.
/// </summary>
public sealed class ReviseStudents(
    IStudentStore store, IRegistrationStore registration, IReferenceData reference, IBulkWriting writing, TimeProvider time)
{
    /// <summary>Decides and writes nothing. Pupils outside the caller's scope are left out of the answer.</summary>
    public async Task<IReadOnlyList<Revision>> PlanAsync(
        IReadOnlyList<StudentEdit> edits, Caller caller, CancellationToken cancel)
    {
        var records = (await store.FindAsync([.. edits.Select(edit => edit.StudentId).Distinct()], caller.OrganizationId, cancel))
            .ToDictionary(record => record.Student.StudentId);
        var planned = edits.Where(edit => records.ContainsKey(edit.StudentId))
            .Select(edit => Planned(records[edit.StudentId], edit)).ToList();

        // Most pupils of a list that comes in again are unchanged: nothing is looked up for them.
        var changed = planned.Where(plan => plan.Before != plan.After).Select(plan => new Candidate(plan.After)).ToList();
        var facts = await registration.FactsAsync(
            changed, await reference.GetAsync(cancel), BeijingTime.Today(time), caller.OrganizationId, cancel);
        var seen = new HashSet<long>();
        return [.. planned.Select(plan => seen.Add(plan.Record.Student.StudentId)
            ? Revision.Of(plan.Record, plan.Before, plan.After, facts)
            : Revision.Repeated(plan.Record, plan.After))];
    }

    /// <summary>Writes those revisions that change something. They must have no errors and come from this unit of work.</summary>
    /// <param name="source">Where the change comes from: <c>edit</c>, <c>import</c>.</param>
    /// <returns>The records as they stand now, in order of the revisions.</returns>
    public async Task<IReadOnlyList<StudentRecord>> ApplyAsync(
        IReadOnlyList<Revision> revisions, string source, Caller caller, CancellationToken cancel)
    {
        var records = revisions.Select(revision => revision.Before).ToArray();
        var changing = Enumerable.Range(0, records.Length).Where(i => revisions[i].Changes.Count > 0).ToList();
        if (changing.Count == 0)
            return records;
        var pinyin = (await reference.GetAsync(cancel)).Pinyin;
        var revisionId = await writing.ReserveKeysAsync(changing.Count, cancel);
        foreach (var i in changing)
        {
            records[i] = After(revisions[i], pinyin);
            await store.ReviseAsync(revisions[i].Before, records[i], Row(revisions[i], revisionId++, source, caller), cancel);
        }

        await writing.ChangedAsync(
            Entity.Student, [.. changing.Select(i => (records[i].Student.StudentId, records[i].Student.RowVersion))], cancel);
        return records;
    }

    private static (StudentRecord Record, StudentForm Before, StudentForm After) Planned(StudentRecord record, StudentEdit edit)
    {
        var form = record.ToForm();
        return (record, form, edit.Edit(form));
    }

    private static StudentRecord After(Revision revision, Pinyin pinyin)
    {
        var old = revision.Before.Student;
        var standing = StudentStanding.Of(old) with { RowVersion = old.RowVersion + 1 };
        return new StudentRecord(
            StudentRow.Of(new Candidate(revision.After), standing, pinyin),
            StudentRow.Family(revision.After, old.StudentId), revision.After.Extra);
    }

    private StudentRevision Row(Revision revision, long revisionId, string source, Caller caller) => new()
    {
        StudentId = revision.Before.Student.StudentId,
        RevisionId = revisionId,
        ChangedAt = time.GetUtcNow(),
        ChangedBy = caller.UserId,
        Source = source,
        Changes = StudentRevision.Text(revision.Changes),
    };
}
