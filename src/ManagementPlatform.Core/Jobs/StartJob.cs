using System.Text.Json;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Jobs;

/// <summary>Puts long work into the queue.</summary>
public sealed class StartJob(IJobStore jobs, IJobSignal signal, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    /// <param name="parameters">Serialized as JSON; no identity numbers.</param>
    /// <param name="inputHash">A file that was stored before.</param>
    public async Task<Job> HandleAsync(string kind, object parameters, string? inputHash, Caller caller, CancellationToken cancel)
    {
        var job = await work.CommitAsync(caller, "job.start", c => AddAsync(kind, parameters, inputHash, caller, c), cancel);
        signal.Wake();
        return job;
    }

    private async Task<Job> AddAsync(string kind, object parameters, string? inputHash, Caller caller, CancellationToken cancel)
    {
        var job = new Job
        {
            JobId = identifiers.Next(),
            Kind = kind,
            State = JobState.Queued,
            RequestedBy = caller.UserId,
            OrganizationId = caller.OrganizationId,
            Parameters = JsonSerializer.Serialize(parameters, JsonSerializerOptions.Web),
            InputHash = inputHash,
            PercentDone = 0,
            RowsDone = 0,
            CancelRequested = false,
            Fence = 0,
            CreatedAt = time.GetUtcNow(),
        };
        await jobs.AddAsync(job, cancel);
        work.Audited(new AuditLine(Entity.Job, job.JobId, Detail: new { kind }));
        return job;
    }
}

/// <summary>Tells the runner of this process that there is something to do.</summary>
public interface IJobSignal
{
    void Wake();

    /// <summary>Stops a job that this process runs, at once.</summary>
    void Stop(long jobId);
}
