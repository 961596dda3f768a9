using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Etl.Access;

/// <summary>审计校验: every seal of the audit trail computed again, as a job.</summary>
public sealed class VerifyAuditJob(VerifyAudit verify) : IJobKind
{
    public const string Name = "verify_audit";

    public string Kind => Name;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel) =>
        new(await verify.HandleAsync(new Report(seals => run.Progress(seals, null)), cancel));

    // Progress<T> would post each report to another thread, out of order.
    private sealed class Report(Action<long> report) : IProgress<long>
    {
        void IProgress<long>.Report(long value) => report(value);
    }
}
