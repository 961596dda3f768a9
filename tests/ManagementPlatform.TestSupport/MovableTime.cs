namespace ManagementPlatform.TestSupport;

/// <summary>A clock that stands still until a test moves it. Timers run in real time.</summary>
public sealed class MovableTime(DateTimeOffset start) : TimeProvider
{
    /// <summary>Starts at 2026-09-01 08:00 in Beijing, the first school day.</summary>
    public MovableTime()
        : this(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Now += by;
}
