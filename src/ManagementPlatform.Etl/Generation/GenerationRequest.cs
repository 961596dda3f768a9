using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>What is to be made.</summary>
public sealed record GenerationRequest
{
    /// <summary>A province, 660000 for the 兵团, or 000000 for the nation.</summary>
    public required RegionCode Region { get; init; }

    /// <summary>Only these counties, by six-digit code; all when empty.</summary>
    public IReadOnlyList<string> Counties { get; init; } = [];

    /// <summary>Pupils by stage, shared out over the counties; null for what the official figures of 2024 give them.</summary>
    public StageTotals? Totals { get; init; }

    /// <summary>
    /// Pupils of all stages, in the official proportions; null when <see cref="Totals"/> says it, or nothing does.
    /// </summary>
    public long? Pupils { get; init; }

    public required SchoolYear SchoolYear { get; init; }

    /// <summary>The same seed gives the same data, byte for byte, on every platform.</summary>
    public ulong Seed { get; init; } = 1;
}
