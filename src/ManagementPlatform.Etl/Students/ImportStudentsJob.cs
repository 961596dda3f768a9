using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Students;

/// <summary>What an import is started with.</summary>
/// <param name="FileName">As the sender calls it.</param>
public sealed record ImportParameters(string FileName, ImportOptions Options);

/// <summary>批量建籍 as a job: the uploaded file in, the report as result, the bad rows as a file.</summary>
public sealed class ImportStudentsJob(ImportStudents import, IFileStore files) : IJobKind
{
    public const string Name = "import_students";

    public string Kind => Name;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        var parameters = JobJson.Parameters<ImportParameters>(run.Job);
        var source = new ImportSource(parameters.FileName, () => files.Open(run.Job.InputHash!));
        var options = parameters.Options with { IsConfirmed = run.IsConfirmed };
        await using var bad = TemporaryFile.Create();
        var report = await import.HandleAsync(source, options, bad, run.Caller, new Rows(run.Progress), cancel);
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
