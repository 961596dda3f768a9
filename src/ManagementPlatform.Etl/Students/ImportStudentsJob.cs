using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Imports;

namespace ManagementPlatform.Etl.Students;

/// <summary>批量建籍 as a job.</summary>
public sealed class ImportStudentsJob(ImportStudents import, ImportJob job) : IJobKind
{
    public const string Name = "import_students";

    public string Kind => Name;

    public Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) => job.RunAsync(
        run, (source, options, bad, progress) => import.HandleAsync(source, options, bad, run.Caller, progress, cancel), cancel);
}
