using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>A line of the change log.</summary>
/// <param name="Origin">The center that it came from; null when it is to go to everybody concerned.</param>
internal sealed record Line(long Id, RowKey Key, string? Origin);

/// <summary>A batch in the sender's books.</summary>
internal sealed record CutBatch(long Number, IReadOnlyList<Line> Lines, SimBundle? Bundle);

/// <param name="IsReplay">It came with a batch that was taken back, and is judged as such when it is tried again.</param>
internal sealed record Quarantined(SimRow Row, string Operation, string From, string Reason, bool IsReplay);

/// <summary>All that a center remembers: what a backup holds and what a restore brings back.</summary>
internal sealed class SimDisk
{
    public Dictionary<RowKey, SimRow> Rows { get; private init; } = [];

    /// <summary>Lines that no batch has, by channel.</summary>
    public Dictionary<Channel, SortedDictionary<long, Line>> Waiting { get; private init; } = [];

    /// <summary>Nation: lines that the route job has not fanned out.</summary>
    public SortedDictionary<long, Line> Unrouted { get; private init; } = [];

    public Dictionary<Channel, SortedDictionary<long, CutBatch>> Sent { get; private init; } = [];

    public Dictionary<Channel, Position> Acknowledged { get; private init; } = [];

    public Dictionary<Channel, Position> Applied { get; private init; } = [];

    /// <summary>Bundles that were applied, and are kept for a sender who has to take them back.</summary>
    public Dictionary<Channel, SortedDictionary<long, SimBundle>> Received { get; private init; } = [];

    public Dictionary<(string From, RowKey Key), Quarantined> Quarantine { get; private init; } = [];

    /// <summary>What was written here after a restore and had to give way.</summary>
    public List<SimRow> SetAside { get; private init; } = [];

    /// <summary>Nation: whoever has handed a pupil over and has not seen him arrive.</summary>
    public HashSet<(RowKey Pupil, string Center)> Interest { get; private init; } = [];

    /// <summary>Nation: inquiries that were answered.</summary>
    public HashSet<RowKey> Answered { get; private init; } = [];

    public HashSet<(RowKey Key, int Version)> AppliedOnce { get; private init; } = [];

    /// <summary>Case files and the decision that arrived last.</summary>
    public Dictionary<RowKey, string> LastWord { get; private init; } = [];

    public long NextKey { get; set; } = 1;

    public long NextLine { get; set; } = 1;

    /// <summary>
    /// Channels on which this center has to take back what it had sent: the nation's operator says so, a province finds out.
    /// </summary>
    public HashSet<Channel> ToTakeBack { get; private init; } = [];

    public long LastLineCut { get; set; }

    public SortedDictionary<long, Line> WaitingOn(Channel channel) => Of(Waiting, channel);

    public SortedDictionary<long, CutBatch> SentOn(Channel channel) => Of(Sent, channel);

    public SortedDictionary<long, SimBundle> ReceivedOn(Channel channel) => Of(Received, channel);

    public Position AppliedOn(Channel channel) => Applied.GetValueOrDefault(channel, Position.Start);

    /// <summary>Whether a line of it waits.</summary>
    public bool IsUnsent(RowKey key) =>
        Unrouted.Values.Any(line => line.Key == key) || Waiting.Values.Any(lines => lines.Values.Any(line => line.Key == key));

    public SimDisk Copy() => new()
    {
        Rows = new(Rows),
        Waiting = Deep(Waiting),
        Unrouted = new(Unrouted),
        Sent = Deep(Sent),
        Acknowledged = new(Acknowledged),
        Applied = new(Applied),
        Received = Deep(Received),
        Quarantine = new(Quarantine),
        SetAside = [.. SetAside],
        Interest = [.. Interest],
        Answered = [.. Answered],
        AppliedOnce = [.. AppliedOnce],
        LastWord = new(LastWord),
        NextKey = NextKey,
        NextLine = NextLine,
        ToTakeBack = [.. ToTakeBack],
        LastLineCut = LastLineCut,
    };

    private static SortedDictionary<long, T> Of<T>(Dictionary<Channel, SortedDictionary<long, T>> all, Channel channel)
    {
        if (!all.TryGetValue(channel, out var one))
            all[channel] = one = [];
        return one;
    }

    private static Dictionary<Channel, SortedDictionary<long, T>> Deep<T>(Dictionary<Channel, SortedDictionary<long, T>> all) =>
        all.ToDictionary(entry => entry.Key, entry => new SortedDictionary<long, T>(entry.Value));
}
