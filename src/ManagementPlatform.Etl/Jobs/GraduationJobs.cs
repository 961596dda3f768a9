using System.Text.Json;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>毕业年级成批办理: the graduating classes of the caller's school.</summary>
public sealed class GraduateYearJob(GraduateYear graduate) : IJobKind
{
    public const string Name = "graduate_year";

    public string Kind => Name;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        var request = JsonSerializer.Deserialize<GraduationRequest>(run.Job.Parameters, JsonSerializerOptions.Web)!;
        return new(await graduate.HandleAsync(request, run.Caller, (done, total) => run.Progress(done, total), cancel));
    }
}

/// <summary>毕业成批核办: every graduation that waits for the caller's organization.</summary>
public sealed class DecideGraduationJob(DecideGraduation decide) : IJobKind
{
    public const string Name = "decide_graduation";

    public string Kind => Name;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        var decision = JsonSerializer.Deserialize<GraduationDecision>(run.Job.Parameters, JsonSerializerOptions.Web)!;
        return new(await decide.HandleAsync(decision, run.Caller, (done, total) => run.Progress(done, total), cancel));
    }
}
