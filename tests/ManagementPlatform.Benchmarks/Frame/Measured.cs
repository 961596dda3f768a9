namespace ManagementPlatform.Benchmarks.Frame;

/// <summary>What one phase took.</summary>
/// <param name="Rows">Rows, requests or whatever the phase counts.</param>
/// <param name="PeakMegabytes">The most memory that the phase's process held (VmHWM), the runtime included.</param>
internal sealed record Measured(long Rows, double Seconds, double PeakMegabytes)
{
    public double PerSecond => Rows / Seconds;
}
