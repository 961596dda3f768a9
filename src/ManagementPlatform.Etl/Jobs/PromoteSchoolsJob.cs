using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>成批升级: the year roll-over of every school in the caller's scope.</summary>
public sealed class PromoteSchoolsJob(PromoteSchools promote) : IJobKind
{
    public const string Name = "promote_schools";

    public string Kind => Name;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) =>
        new(await promote.HandleAsync(run.Caller, (done, total) => run.Progress(done, total), cancel));
}
