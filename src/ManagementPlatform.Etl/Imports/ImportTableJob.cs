using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Organization;

namespace ManagementPlatform.Etl.Imports;

/// <summary>The import of one of the tables of organization as a job.</summary>
public sealed class ImportTableJob(SchoolTableKind table, ImportTable import, ImportJob job) : IJobKind
{
    public string Kind => KindOf(table);

    public static string KindOf(SchoolTableKind table) => "import_" + table.Name;

    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) => job.RunAsync(
        run, (source, options, bad, progress) => import.HandleAsync(table, source, options, bad, run.Caller, progress, cancel), cancel);
}
