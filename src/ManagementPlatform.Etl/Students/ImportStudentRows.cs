using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Imports;

namespace ManagementPlatform.Etl.Students;

/// <summary>
/// Stores a batch of rows inside the import's unit of work: new pupils are registered, those whom the school has already are
/// revised, the rest is bad. Everything that is wrong with a row is said, what could not be read and what the check found alike.
/// </summary>
public sealed class ImportStudentRows(AdmitStudents admit, ReviseStudents revise)
{
    /// <param name="stored">Whom earlier rows of the same file were about.</param>
    internal async Task StoreAsync(
        IReadOnlyList<ReadStudent> batch, StoredRows stored, ImportTally tally, ChangeGuard guard,
        Caller caller, CancellationToken cancel)
    {
        var unreadable = batch.Where(row => row.Problems.Count > 0).ToList();
        var readable = batch.Where(row => row.Problems.Count == 0).ToList();
        var outcomes = new Dictionary<ReadStudent, Outcome>(ReferenceEqualityComparer.Instance);
        if (unreadable.Count > 0)
            Unreadable(unreadable, await admit.CheckAsync([.. unreadable.Select(row => row.Form)], caller, cancel), outcomes);
        var admitted = await admit.HandleAsync([.. readable.Select(row => row.Form)], caller, FoundBy.Import, cancel);
        var known = Sort(readable, admitted, stored, outcomes);
        if (known.Count > 0)
            await ReviseAsync(known, outcomes, caller, cancel);
        stored.Add([.. outcomes.Where(o => o.Value.Result is not null).Select(o => (o.Value.Pupil, o.Key.Row.Line))]);

        foreach (var row in batch)
        {
            var outcome = outcomes[row];
            if (outcome.Result is { } result)
                Accept(row, outcome, result, tally, guard);
            else
                await tally.RejectAsync(row.Row, outcome.Problems, cancel);
        }
    }

    private static void Unreadable(
        List<ReadStudent> rows, IReadOnlyList<CheckResult> checks, Dictionary<ReadStudent, Outcome> outcomes)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            // The field is empty because its text could not be read: that it is missing needs not be said as well.
            var blamed = rows[i].Problems.Select(p => p.Field).ToHashSet();
            var others = checks[i].Errors.Where(e => !blamed.Contains(e.Field) && !DuplicateCheck.Codes.Contains(e.Code));
            outcomes[rows[i]] = new Outcome([.. rows[i].Problems, .. others]);
        }
    }

    // Registered, bad, or already there: the last are returned.
    private static List<Known> Sort(
        List<ReadStudent> rows, IReadOnlyList<AdmittedRow> admitted, StoredRows stored, Dictionary<ReadStudent, Outcome> outcomes)
    {
        var known = new Dictionary<long, Known>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, check) = (rows[i], admitted[i].Check);
            if (admitted[i].Student is { } student)
                outcomes[row] = new Outcome(check.Warnings, RowOutcome.Added, student.SchoolId, student.StudentId);
            else if (Twin(check, rows, stored, known) is { } line)
                outcomes[row] = new Outcome(
                    [Repeats(line), .. check.Errors.Where(e => !DuplicateCheck.Codes.Contains(e.Code) && e.Code != DuplicateCheck.InBatch)]);
            else if (check is { IsOnlyDuplicate: true, Existing: { OnRoll: true } pupil } && pupil.SchoolId == row.SchoolId)
                known[pupil.StudentId] = new Known(row, pupil, check.Warnings);
            else
                outcomes[row] = new Outcome(check.Errors);
        }

        return [.. known.Values];
    }

    private static int? Twin(CheckResult check, List<ReadStudent> rows, StoredRows stored, Dictionary<long, Known> known) =>
        check.DuplicateOf is { } earlier ? rows[earlier].Row.Line
        : check.Existing is not { } existing ? null
        : known.TryGetValue(existing.StudentId, out var same) ? same.Row.Row.Line
        : stored.LineOf(existing.StudentId);

    private static Problem Repeats(int line) => new("duplicate_in_file", $"与第{line}行是同一学生，重复出现。");

    private async Task ReviseAsync(
        List<Known> known, Dictionary<ReadStudent, Outcome> outcomes, Caller caller, CancellationToken cancel)
    {
        var edits = known.Select(k => new StudentEdit(k.Pupil.StudentId, k.Row.Form.Over)).ToList();
        var plans = (await revise.PlanAsync(edits, caller, cancel)).ToDictionary(plan => plan.Before.Student.StudentId);
        foreach (var (row, pupil, warnings) in known)
        {
            outcomes[row] = plans[pupil.StudentId] is { Errors.Count: > 0 } refused
                ? new Outcome(refused.Errors)
                : new Outcome(
                    warnings, plans[pupil.StudentId].Changes.Count > 0 ? RowOutcome.Updated : RowOutcome.Unchanged,
                    pupil.SchoolId, pupil.StudentId);
        }

        await revise.ApplyAsync([.. plans.Values.Where(plan => plan.Errors.Count == 0)], "import", caller, cancel);
    }

    private static void Accept(ReadStudent row, Outcome outcome, RowOutcome result, ImportTally tally, ChangeGuard guard)
    {
        tally.Accept(row.Row, result, outcome.Problems);
        if (result == RowOutcome.Added)
            guard.Added(outcome.School, outcome.Pupil);
        else if (result == RowOutcome.Updated)
            guard.Updated(outcome.School, outcome.Pupil);
        else
            guard.Unchanged(outcome.School, outcome.Pupil);
    }

    private sealed record Known(ReadStudent Row, KnownPupil Pupil, IReadOnlyList<Problem> Warnings);

    /// <param name="Problems">Errors of a bad row, warnings of a good one.</param>
    private sealed record Outcome(IReadOnlyList<Problem> Problems, RowOutcome? Result = null, long School = 0, long Pupil = 0);
}
