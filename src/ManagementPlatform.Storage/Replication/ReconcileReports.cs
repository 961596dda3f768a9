using System.Text.Json;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Storage.Replication;

/// <summary>Reports of comparisons, the newest first.</summary>
public sealed class ReconcileReports(DbSession session)
{
    private static readonly Table<ReconcileReportRow> Reports = new("reconcile_report", "report_id");

    private static readonly Sql Before = Reports.Select("WHERE report_id < @before ORDER BY report_id DESC {limit @count}");

    /// <summary>Before which the newest of all stands.</summary>
    public const long Last = long.MaxValue;

    public Task KeepAsync(ReconcileReportRow report, CancellationToken cancel) => session.InsertAsync(Reports, report, cancel);

    /// <param name="before">Key of a report.</param>
    public Task<IReadOnlyList<ReconcileReportRow>> ListAsync(long before, int count, CancellationToken cancel) =>
        session.QueryAsync<ReconcileReportRow>(Before, new { before, count }, cancel);
}

/// <summary>A comparison of this center with the other one.</summary>
public sealed record ReconcileReportRow
{
    public required long ReportId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>How many were compared.</summary>
    public required long Aggregates { get; init; }
    public required long Differing { get; init; }
    public required long Resent { get; init; }

    /// <summary>The whole report, JSON.</summary>
    public required string Content { get; init; }

    public ReconcileReport ToReport() => JsonSerializer.Deserialize<ReconcileReport>(Content, JsonSerializerOptions.Web)!;
}
