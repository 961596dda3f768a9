using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Imports;

/// <summary>What an import is started with.</summary>
/// <param name="FileName">As the sender calls it.</param>
public sealed record ImportParameters(string FileName, ImportOptions Options);

/// <summary>Runs an import as a job: the uploaded file in, the report as result, the bad rows as a file.</summary>
public sealed class ImportJob(IFileStore files)
{
    /// <param name="import">Takes the source in and writes the bad rows.</param>
    public async Task<JobOutcome> RunAsync(
        JobRun run, Func<ImportSource, ImportOptions, Stream, IProgress<ImportProgress>, Task<ImportReport>> import,
        CancellationToken cancel)
    {
        var parameters = JobJson.Parameters<ImportParameters>(run.Job);
        var source = new ImportSource(parameters.FileName, () => files.Open(run.Job.InputHash!));
        var options = parameters.Options with { IsConfirmed = run.IsConfirmed };
        await using var bad = TemporaryFile.Create();
        var report = await import(source, options, bad, new Rows(run.Progress));
        return new JobOutcome(report, await StoredAsync(bad, report, cancel), report.State == ImportState.Asking);
    }

    private async Task<string?> StoredAsync(Stream bad, ImportReport report, CancellationToken cancel)
    {
        if (report.Bad + report.Missing == 0)
            return null;
        bad.Position = 0;
        return (await files.StoreAsync(bad, TableFormat.Csv.MediaType(), long.MaxValue, cancel)).FileHash;
    }

    private sealed class Rows(Action<long, long?> progress) : IProgress<ImportProgress>
    {
        // How many rows there are is known at the end only; the share of the file that was read tells how many there will be.
        public void Report(ImportProgress value) =>
            progress(value.Rows, value.Share > 0 ? (long)(value.Rows / value.Share) : null);
    }
}
