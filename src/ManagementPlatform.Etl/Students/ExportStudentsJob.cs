using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Students;

/// <summary>How many pupils an export holds.</summary>
public sealed record ExportReport(int Rows);

/// <summary>导出学生 as a job, for more than one school or in clear.</summary>
public sealed class ExportStudentsJob(ExportStudents export, IFileStore files) : IJobKind
{
    public const string Name = "export_students";

    public string Kind => Name;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        var wanted = JobJson.Parameters<StudentExport>(run.Job);
        await using var file = TemporaryFile.Create();
        var rows = await export.HandleAsync(wanted, file, run.Caller, done => run.Progress(done, null), cancel);
        file.Position = 0;
        var stored = await files.StoreAsync(file, wanted.Format.MediaType(), long.MaxValue, cancel);
        return new JobOutcome(new ExportReport(rows), stored.FileHash);
    }
}
