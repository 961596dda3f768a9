using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Imports;

/// <summary>
/// 导入学校、教职工、班级、办学条件、录取名单: each row goes through the use case that enters one by hand, all rows of a file in one transaction.
/// A line that the registry has already is changed where the row says something else, so the same file twice changes nothing.
/// </summary>
public sealed class ImportTable(
    IEnumerable<ImportedTable> tables,
    ImportQueries queries,
    OrganizationQueries organizations,
    IReferenceData reference,
    ChangeLimit limit,
    ImportWork transaction,
    IUnitOfWork work,
    IBulkWriting bulk,
    MappingProfiles profiles,
    TimeProvider time)
{
    private const int BatchSize = 500;

    // A school has its own key, an event, a line in change log and audit trail, and as much again for a few teaching points.
    private const int KeysOfRow = 12;

    /// <inheritdoc cref="Students.ImportStudents.HandleAsync"/>
    public async Task<ImportReport> HandleAsync(
        ImportKind kind,
        ImportSource source,
        ImportOptions options,
        Stream result,
        Caller caller,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        caller.Demand(kind.Importing);
        var profile = options.Mapping is { } name ? profiles.Find(name, kind.Name) : null;
        var run = new Run(tables.First(table => table.ImportKind == kind), source, options, profile, result, caller, progress);
        return await transaction.RunAsync(
            caller, $"{kind.Name}.import", c => RunAsync(run, c),
            refusal => refusal.Kind is RefusalKind.Conflict or RefusalKind.Stale, cancel);
    }

    private async Task<ImportReport> RunAsync(Run run, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        run.Result.SetLength(0);
        using var file = TableReader.Open(run.Source.Open(), headerLine: run.Profile?.HeaderLine);
        var rows = run.Table.Bind(file.Headers, run.Profile, await reference.GetAsync(cancel));
        await using var resultFile = await ResultFile.StartAsync(run.Result, file.Headers, cancel);
        var tally = new ImportTally(resultFile, rows.HeaderOf);
        var schools = new SchoolFinder(queries, run.Caller, run.Options.School);
        await schools.StartAsync(cancel);
        foreach (var batch in file.Rows().Chunk(BatchSize))
        {
            await bulk.BeginBatchAsync(batch.Length * KeysOfRow, cancel);
            await rows.StoreAsync(batch, schools, tally, run.Caller, cancel);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            run.Progress?.Report(new ImportProgress(tally.Read, file.Progress, (int)(tally.Read / Math.Max(seconds, 0.001))));
        }

        var shares = run.Table.IsGuarded && !run.Options.IsConfirmed ? await SharesAsync(rows, run.Caller, cancel) : [];
        var report = tally.Report(tally.State(run.Options, shares), time.GetElapsedTime(started)) with { Shares = shares };
        work.Audited(new AuditLine(run.Table.ImportKind.Entity, null, Detail: report.Audited(run.Source, run.Options)));
        return report;
    }

    private async Task<IReadOnlyList<ChangeShare>> SharesAsync(ImportedRows rows, Caller caller, CancellationToken cancel)
    {
        var most = await limit.GetAsync(cancel);
        var shares = new List<ChangeShare>();
        foreach (var (school, (known, changed)) in rows.Changes.Where(c => c.Value.Changed > most * c.Value.Known))
        {
            var name = (await organizations.FindAsync(school, caller.OrganizationId, cancel))?.Name ?? "";
            shares.Add(new ChangeShare(school, name, changed, Missing: 0, known));
        }

        return shares;
    }

    private sealed record Run(
        ImportedTable Table,
        ImportSource Source,
        ImportOptions Options,
        MappingProfile? Profile,
        Stream Result,
        Caller Caller,
        IProgress<ImportProgress>? Progress);
}
