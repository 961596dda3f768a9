using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Etl.Imports;

/// <summary>The import of one of the tables beside that of pupils as a job.</summary>
public sealed class ImportTableJob(ImportKind table, ImportTable import, ImportJob job) : IJobKind
{
    public string Kind => KindOf(table);

    public static string KindOf(ImportKind table) => "import_" + table.Name;

    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) => job.RunAsync(
        run, (source, options, bad, progress) => import.HandleAsync(table, source, options, bad, run.Caller, progress, cancel),
        cancel);
}
