using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>The rows of one file of schools, staff, classes or conditions.</summary>
internal sealed class SchoolTableRows<TLine>(SchoolTable<TLine> table, TableBinding<TLine> binding, ReferenceSnapshot reference) : ImportedRows
    where TLine : class, ISchoolLine, new()
{
    private readonly CellValues _values = new(reference);
    private readonly OptionTexts _texts = new(reference);
    private readonly Dictionary<string, int> _places = [];
    private readonly Dictionary<long, (int Known, int Changed)> _changes = [];

    public override IReadOnlyDictionary<long, (int Known, int Changed)> Changes => _changes;

    public override string? HeaderOf(string field) => binding.HeaderOf(field);

    public override async Task StoreAsync(
        IReadOnlyList<TableRow> rows, SchoolFinder schools, ImportTally tally, Caller caller, CancellationToken cancel)
    {
        var read = rows.Select(row => Read(row, schools)).ToList();
        string[] codes = [.. read.Select(r => r.Line.Code).OfType<string>().Distinct()];
        await schools.PrepareAsync(codes, cancel);
        var stored = await table.LinesAsync(_texts, codes, caller.OrganizationId, cancel);
        Count(stored);
        var known = stored.Where(line => line.Key is not null).ToDictionary(line => line.Key!);
        foreach (var row in read)
        {
            var (outcome, problems) = await StoreAsync(row, known, schools, caller, cancel);
            if (problems.Count > 0)
                await tally.RejectAsync(row.Row, problems, cancel);
            else
                tally.Accept(row.Row, outcome, []);
        }
    }

    private ReadLine Read(TableRow row, SchoolFinder schools)
    {
        var (line, problems) = (new TLine(), new List<Problem>());
        binding.Read(row, line, _values, problems);
        line.Code ??= schools.DefaultCode;
        return new ReadLine(row, line, problems);
    }

    private async Task<(RowOutcome Outcome, IReadOnlyList<Problem> Problems)> StoreAsync(
        ReadLine read, Dictionary<string, TLine> known, SchoolFinder schools, Caller caller, CancellationToken cancel)
    {
        var (row, line, problems) = read;
        if (table.NeedsSchool)
        {
            var (school, problem) = schools.Find(line.Code, SchoolCodeColumn.Field);
            line.SchoolId = school ?? 0;
            if (problem is not null)
                problems.Add(problem);
        }

        if (line.Key is { } key && !_places.TryAdd(key, row.Line))
            problems.Add(new Problem("duplicate_in_file", $"与第{_places[key]}行重复。"));
        if (problems.Count > 0)
            return (default, problems);
        return line.Key is { } own && known.TryGetValue(own, out var before)
            ? await EditAsync(row, before, caller, cancel)
            : (RowOutcome.Added, await TryAsync(() => table.AddAsync(line, caller, cancel)));
    }

    // Blank cells and missing columns leave what is stored: the row is read once more, over the line as it stands.
    private async Task<(RowOutcome Outcome, IReadOnlyList<Problem> Problems)> EditAsync(
        TableRow row, TLine before, Caller caller, CancellationToken cancel)
    {
        var after = table.Copy(before);
        binding.Read(row, after, _values, []);
        if (after.Equals(before))
            return (RowOutcome.Unchanged, []);
        if (ChangedElsewhere(before, after) is { Count: > 0 } problems)
            return (default, problems);
        var refused = await TryAsync(() => table.EditAsync(after, caller, cancel));
        if (refused.Count == 0)
            _changes[before.SchoolId] = _changes[before.SchoolId] with { Changed = _changes[before.SchoolId].Changed + 1 };
        return (RowOutcome.Updated, refused);
    }

    private List<Problem> ChangedElsewhere(TLine before, TLine after) =>
    [
        .. from column in table.Columns
           where column.ChangedBy is not null && Essence(column, before) != Essence(column, after)
           select new Problem(
               "changed_elsewhere", $"已存在，且与已登记的不同；导入不能更改，请办理{column.ChangedBy}。", column.Column.Field),
    ];

    private string? Essence(ListColumn<TLine> column, TLine line) =>
        column.Essence is { } essence ? essence(line) : column.Write(line, _texts);

    private void Count(IReadOnlyList<TLine> stored)
    {
        foreach (var lines in stored.GroupBy(line => line.SchoolId))
            _changes.TryAdd(lines.Key, (lines.Count(), 0));
    }

    // A refusal of the use case, before it wrote anything, is a fault of the row.
    private static async Task<IReadOnlyList<Problem>> TryAsync(Func<Task> store)
    {
        try
        {
            await store();
            return [];
        }
        catch (RefusalException refusal)
        {
            return refusal.Problems is { Count: > 0 } problems ? problems : [new Problem(refusal.Code, refusal.Message)];
        }
    }

    private sealed record ReadLine(TableRow Row, TLine Line, List<Problem> Problems);
}
