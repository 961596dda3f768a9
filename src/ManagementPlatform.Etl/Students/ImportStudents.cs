using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>
/// 批量建籍 and update of pupils from a table. One transaction for the whole file: when the process dies, the registry is as it was
/// before; see docs/decisions. Rows that the registry has already are left or updated, so the same file twice changes nothing.
/// </summary>
public sealed class ImportStudents(
    ImportStudentRows rows,
    StudentColumnSet columnSet,
    ImportQueries queries,
    IReferenceData reference,
    ChangeLimit limit,
    ImportWork transaction,
    IUnitOfWork work,
    Database database,
    MappingProfiles profiles,
    TimeProvider time)
{
    public const string Table = "students";
    private const string Action = "student.import";

    /// <param name="result">Takes the bad rows; emptied first. Seekable.</param>
    /// <exception cref="RefusalException">The file as such cannot be read, or the caller may not import.</exception>
    public async Task<ImportReport> HandleAsync(
        ImportSource source, ImportOptions options, Stream result, Caller caller,
        IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        caller.Demand(Permission.ImportStudents);
        var profile = options.Mapping is { } name ? profiles.Find(name, Table) : null;
        var run = new Run(source, options, profile, result, caller, progress);
        return await transaction.RunAsync(
            caller, Action, c => RunAsync(run, c), refusal => refusal.Code == DuplicateCheck.DocumentTaken, cancel);
    }

    private async Task<ImportReport> RunAsync(Run run, CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        run.Result.SetLength(0);
        using var table = TableReader.Open(run.Source.Open(), headerLine: run.Profile?.HeaderLine);
        await using var reading = new DbSession(database); // classes are looked up while the unit of work stores
        var snapshot = await reference.GetAsync(cancel);
        var binding = TableBinding<StudentDraft>.Of(table.Headers, await columnSet.GetAsync(cancel), run.Profile);
        var (guard, stored) = (new ChangeGuard(run.Options.IsComplete), new StoredRows());
        await using var resultFile = await ResultFile.StartAsync(run.Result, table.Headers, cancel);
        var tally = new ImportTally(resultFile, binding.HeaderOf);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var places = new ImportQueries(reading);
        var classes = new ClassFinder(places, new SchoolFinder(places, run.Caller, run.Options.School), run.Caller);
        var batches = new StudentRows(table, binding, new CellValues(snapshot), classes).BatchesAsync(stop.Token);
        try
        {
            await foreach (var batch in batches)
            {
                await rows.StoreAsync(batch.Rows, stored, tally, guard, run.Caller, cancel);
                var seconds = time.GetElapsedTime(started).TotalSeconds;
                run.Progress?.Report(new ImportProgress(tally.Read, batch.Share, (int)(tally.Read / Math.Max(seconds, 0.001))));
            }
        }
        finally
        {
            await stop.CancelAsync();
        }

        return await EndAsync(run, tally, guard, resultFile, () => time.GetElapsedTime(started), cancel);
    }

    private async Task<ImportReport> EndAsync(
        Run run, ImportTally tally, ChangeGuard guard, ResultFile resultFile, Func<TimeSpan> elapsed, CancellationToken cancel)
    {
        var missing = await guard.MissingAsync(queries, cancel);
        foreach (var (school, pupils) in missing)
            await resultFile.WriteMissingAsync(school.SchoolName, pupils.Select(p => (p.Name, p.ClassName)), cancel);
        var shares = run.Options.IsConfirmed ? [] : await guard.AboveAsync(await limit.GetAsync(cancel), queries, cancel);
        var report = tally.Report(tally.State(run.Options, shares), elapsed()) with { Missing = missing.Sum(m => m.Pupils.Count), Shares = shares };
        work.Audited(new AuditLine(Entity.Student, null, Detail: report.Audited(run.Source, run.Options)));
        return report;
    }

    private sealed record Run(
        ImportSource Source, ImportOptions Options, MappingProfile? Profile, Stream Result,
        Caller Caller, IProgress<ImportProgress>? Progress);
}
