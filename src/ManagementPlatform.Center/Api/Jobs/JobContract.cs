using System.Text.Json;
using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Center.Api.Jobs;

/// <summary>Long work and how far it has come.</summary>
/// <param name="State">
/// <c>queued</c>, <c>running</c>, <c>asking</c> (confirm or cancel it), <c>done</c>, <c>failed</c>, <c>cancelled</c>.
/// </param>
/// <param name="Result">What came of it; its shape belongs to the kind.</param>
/// <param name="HasFile">There is a file to download at <c>/jobs/{id}/result</c>.</param>
public sealed record JobContract(
    long JobId,
    string Kind,
    string State,
    int Percent,
    long RowsDone,
    long? RowsTotal,
    double? RowsPerSecond,
    JsonElement? Result,
    bool HasFile,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public static readonly JobContract Example = new(
        510_000_000_088_001, "import_students", JobState.Running, 42, 42_000, 100_000, 8_400, null, HasFile: false, null,
        new(2026, 9, 3, 1, 0, 0, TimeSpan.Zero), new(2026, 9, 3, 1, 0, 1, TimeSpan.Zero), null);

    /// <param name="now">For the speed of a job that is running.</param>
    public static JobContract Of(Job job, DateTimeOffset now)
    {
        var seconds = ((job.FinishedAt ?? now) - job.StartedAt)?.TotalSeconds;
        return new(
            job.JobId, job.Kind, job.State, job.PercentDone, job.RowsDone, job.RowsTotal,
            seconds > 0 && job.RowsDone > 0 ? Math.Round(job.RowsDone / seconds.Value) : null,
            job.Result is null ? null : JsonElement.Parse(job.Result), job.ResultHash is not null, job.Error,
            job.CreatedAt, job.StartedAt, job.FinishedAt);
    }
}
