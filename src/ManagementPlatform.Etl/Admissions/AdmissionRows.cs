using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Admissions;

/// <summary>
/// The rows of one list of admissions. Whoever is in his class already stays as he is, so the same list twice changes nothing.
/// </summary>
internal sealed class AdmissionRows(TableBinding<StudentDraft> binding, CellValues values, AdmitRows admit, ImportQueries queries)
    : ImportedRows
{
    private readonly Dictionary<string, int> _places = [];
    private ClassFinder? _classes;

    public override string? HeaderOf(string field) => binding.HeaderOf(field);

    public override async Task StoreAsync(
        IReadOnlyList<TableRow> rows, SchoolFinder schools, ImportTally tally, Caller caller, CancellationToken cancel)
    {
        var read = await ReadAsync(rows, schools, caller, cancel);
        var single = read.Where(row => row.Twin is null).ToList();
        var answers = await admit.CheckAsync([.. single.Select(row => row.Wanted)], caller, cancel);
        var outcomes = single.Zip(answers).ToDictionary(pair => pair.First.Row.Line, pair => pair.Second);
        var readable = single.Where(row => row.Problems.Count == 0);
        var good = readable.Select(row => outcomes[row.Row.Line].Entrant).OfType<Entrant>().ToList();
        if (good.Count > 0)
            await admit.EnterAsync(good, caller, cancel);
        foreach (var row in read)
            await TellAsync(row, outcomes.GetValueOrDefault(row.Row.Line), tally, cancel);
    }

    private async Task<List<ReadAdmission>> ReadAsync(
        IReadOnlyList<TableRow> rows, SchoolFinder schools, Caller caller, CancellationToken cancel)
    {
        _classes ??= new ClassFinder(queries, schools, caller);
        var drafts = rows.Select(row => (Row: row, Draft: new StudentDraft(), Problems: new List<Problem>())).ToList();
        foreach (var (row, draft, problems) in drafts)
            binding.Read(row, draft, values, problems);
        await _classes.PrepareAsync([.. drafts.Select(d => d.Draft)], cancel);
        return [.. drafts.Select(d => Read(d.Row, d.Draft, _classes, d.Problems))];
    }

    private ReadAdmission Read(TableRow row, StudentDraft draft, ClassFinder classes, List<Problem> problems)
    {
        var (_, classId) = classes.Find(draft, problems);
        var form = draft.Form;
        var twin = form.StudentNumber is { } number && !_places.TryAdd(number, row.Line) ? _places[number] : (int?)null;
        var wanted = new WantedEntry(
            form.Name, form.StudentNumber, classId, form.EntryMonth, form.AdmissionMethodCode, form.SeatNumber);
        return new ReadAdmission(row, wanted, problems, twin);
    }

    private static ValueTask TellAsync(ReadAdmission row, CheckedEntry? answer, ImportTally tally, CancellationToken cancel)
    {
        if (answer is null)
            return tally.RejectAsync(row.Row, [new Problem("duplicate_in_file", $"与第{row.Twin}行是同一学生，重复出现。")], cancel);
        if (answer.HasEntered && row.Problems.Count == 0)
            return Accepted(RowOutcome.Unchanged);
        if (answer.Entrant is not null && row.Problems.Count == 0)
            return Accepted(RowOutcome.Added);

        // A field that could not be read is empty: that it is missing needs not be said as well.
        var blamed = row.Problems.Select(problem => problem.Field).ToHashSet();
        var found = answer.Problems.Where(problem => !blamed.Contains(problem.Field));
        return tally.RejectAsync(row.Row, [.. row.Problems, .. found.Select(InTable)], cancel);

        ValueTask Accepted(RowOutcome outcome)
        {
            tally.Accept(row.Row, outcome, []);
            return ValueTask.CompletedTask;
        }
    }

    // What the record says and the list does not, such as the birth date, concerns the row.
    private static Problem InTable(Problem problem) =>
        AdmissionsTable.IsColumn(problem.Field) ? problem : problem with { Field = null };

    /// <param name="Twin">The line that named the pupil before.</param>
    private sealed record ReadAdmission(TableRow Row, WantedEntry Wanted, List<Problem> Problems, int? Twin);
}
