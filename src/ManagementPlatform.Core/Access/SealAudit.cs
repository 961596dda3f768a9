using ManagementPlatform.Core.Jobs;

namespace ManagementPlatform.Core.Access;

/// <summary>Seals the lines that were written since the last seal; every few seconds.</summary>
public sealed class SealAudit(IAuditTrail trail) : IScheduledWork
{
    private const int LinesASeal = 5000;

    public string Name => "seal_audit";

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await trail.SealAsync(LinesASeal, cancel) == LinesASeal)
            cancel.ThrowIfCancellationRequested();
    }
}
