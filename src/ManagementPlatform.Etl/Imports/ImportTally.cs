using ManagementPlatform.Core;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Imports;

/// <summary>Counts what becomes of the rows, and writes the bad ones into the result file as they come.</summary>
internal sealed class ImportTally(ResultFile result, Func<string, string?> headerOf)
{
    private const int MostShown = 200;

    private readonly List<RowProblem> _shown = [];
    private int _warnings;

    public int Read { get; private set; }

    public int Bad { get; private set; }

    public int Added { get; private set; }

    public int Updated { get; private set; }

    public int Unchanged { get; private set; }

    public async ValueTask RejectAsync(TableRow row, IEnumerable<Problem> problems, CancellationToken cancel)
    {
        Read++;
        Bad++;
        var reasons = problems.Select(p => Show(row.Line, p, isWarning: false)).ToList();
        await result.WriteAsync(row, string.Join('；', reasons), cancel);
    }

    public void Accept(TableRow row, RowOutcome outcome, IReadOnlyList<Problem> warnings)
    {
        Read++;
        _ = outcome switch
        {
            RowOutcome.Added => Added++,
            RowOutcome.Updated => Updated++,
            _ => Unchanged++,
        };
        if (warnings.Count == 0)
            return;
        _warnings++;
        foreach (var warning in warnings)
            Show(row.Line, warning, isWarning: true);
    }

    /// <summary>How the import ends.</summary>
    /// <param name="shares">Schools of which more would change than the limit.</param>
    public ImportState State(ImportOptions options, IReadOnlyCollection<ChangeShare> shares) =>
        options.Mode == ImportMode.All && Bad > 0 ? ImportState.Refused
        : shares.Count > 0 ? ImportState.Asking
        : options.IsDryRun ? ImportState.Checked
        : ImportState.Stored;

    public ImportReport Report(ImportState state, TimeSpan time) => new()
    {
        State = state,
        Read = Read,
        Bad = Bad,
        Added = Added,
        Updated = Updated,
        Unchanged = Unchanged,
        Warned = _warnings,
        Problems = [.. _shown.OrderBy(p => p.IsWarning).ThenBy(p => p.Line)],
        Seconds = time.TotalSeconds,
    };

    private string Show(int line, Problem problem, bool isWarning)
    {
        var header = problem.Field is { } field ? headerOf(field) : null;
        var shown = new RowProblem(line, header, problem.Message.TrimEnd('。'), isWarning);
        if (_shown.Count(p => p.IsWarning == isWarning) < MostShown)
            _shown.Add(shown);
        return header is null || shown.Message.StartsWith(header, StringComparison.Ordinal)
            ? shown.Message : $"{header}：{shown.Message}";
    }
}

/// <summary>What became of a good row.</summary>
internal enum RowOutcome
{
    Added,
    Updated,
    Unchanged,
}
