using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Jobs;

/// <summary>One kind of long work.</summary>
public interface IJobKind
{
    /// <summary>Stable, snake_case: <c>import_students</c>.</summary>
    string Kind { get; }

    /// <summary>
    /// Does the work. It may be run again from the start after the node died, so it has to leave nothing half done.
    /// </summary>
    /// <exception cref="RefusalException">The work is refused; its message becomes the job's error.</exception>
    /// <exception cref="OperationCanceledException">Somebody cancelled it; nothing is left of it.</exception>
    Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>A job that is being run.</summary>
/// <param name="Caller">Who asked, with the roles he has now.</param>
/// <param name="IsConfirmed">He was asked, and said yes.</param>
/// <param name="Progress">Rows done, and rows in all when that is known.</param>
public sealed record JobRun(Job Job, Caller Caller, bool IsConfirmed, Action<long, long?> Progress);

/// <summary>How a job ended.</summary>
/// <param name="Result">Serialized as JSON.</param>
/// <param name="ResultHash">Content hash of a stored file.</param>
/// <param name="IsQuestion">It stopped and asks: <see cref="ConfirmJob"/> lets it go on.</param>
public sealed record JobOutcome(object? Result, string? ResultHash = null, bool IsQuestion = false);
