namespace ManagementPlatform.Core.Replication;

/// <summary>退避: how long a channel is left alone after failures in a row. Pure.</summary>
public static class BackOff
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5), Longest = TimeSpan.FromMinutes(15);

    /// <summary>How often a channel that the other center has stopped is asked for again.</summary>
    public static readonly TimeSpan WhilePaused = TimeSpan.FromMinutes(1);

    // Centers that lost the same line do not all come back at the same moment.
    private const double Spread = 0.25;

    private static readonly int Levels = 1 + (int)Math.Ceiling(Math.Log2(Longest / Shortest));

    /// <summary>Twice as long after each failure, up to the longest.</summary>
    /// <param name="failures">In a row, from 1.</param>
    /// <param name="chance">From 0 to 1: where in the spread around it.</param>
    public static TimeSpan After(int failures, double chance) =>
        Shortest * Math.Min(Math.Pow(2, Math.Min(failures, Levels) - 1), Longest / Shortest) * (1 - Spread + (2 * Spread * chance));

    /// <summary>
    /// Whether the next try is due. One that lies further ahead than any can was written under a clock that has been put right
    /// since.
    /// </summary>
    public static bool IsDue(DateTimeOffset? nextTryAt, DateTimeOffset now) =>
        nextTryAt is not { } next || next <= now || next > now + (Longest * (1 + Spread));

    /// <summary>
    /// The wait has become longer than it was: worth a line in the log. At the longest it is said once, and then no more.
    /// </summary>
    public static bool IsNewLevel(int failures) => failures <= Levels;
}
