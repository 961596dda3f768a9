namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>
/// 带宽分档: the bands in which the ministry reports schools' lines to the Internet (4–10 M, over 10 M), with what lies below them.
/// </summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Name">The Chinese name.</param>
/// <param name="From">The narrowest line of the band in Mbit/s.</param>
/// <param name="To">The widest; <see cref="int.MaxValue"/> for the last band.</param>
/// <remarks>docs/rules.md §3.3</remarks>
public sealed record BroadbandBand(string Code, string Name, int From, int To)
{
    /// <summary>From the narrowest on, without gaps.</summary>
    public static IReadOnlyList<BroadbandBand> All { get; } =
    [
        new("none", "未接入互联网", 0, 0),
        new("under_4", "4M以下", 1, 3),
        new("from_4_to_10", "4M—10M", 4, 10),
        new("over_10", "10M以上", 11, int.MaxValue),
    ];

    /// <param name="mbps">0 or more.</param>
    public static BroadbandBand Of(int mbps) => All.First(band => mbps >= band.From && mbps <= band.To);
}
