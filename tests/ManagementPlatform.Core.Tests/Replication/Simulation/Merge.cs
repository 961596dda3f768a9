using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>
/// Brings rows into a center, those of a batch and those that wait in quarantine, as one set: what refers to a missing parent or
/// holds a natural key that another row holds stays outside, everything else goes in.
/// </summary>
internal sealed class Merge
{
    private readonly SimCenter _center;
    private readonly List<Candidate> _candidates;
    private readonly HashSet<Candidate> _rejected = [];
    private Dictionary<RowKey, SimRow> _after = [];
    private List<Candidate> _applied = [];

    private Merge(SimCenter center, string from, IEnumerable<Shipped> content, bool isReplay)
    {
        _center = center;
        _candidates = [.. content.Select(one => new Candidate(one.Row, one.Operation, from, isReplay))];
        var arriving = _candidates.Select(one => (one.From, one.Row.Key)).ToHashSet();
        if (center.World.Mutant == Mutant.ForgetsTheQuarantine)
            return;
        foreach (var waiting in center.Disk.Quarantine.Values)
        {
            if (!isReplay || !arriving.Contains((waiting.From, waiting.Row.Key)))
                _candidates.Add(new Candidate(waiting.Row, waiting.Operation, waiting.From, waiting.IsReplay));
        }
    }

    public static void Run(SimCenter center, string from, IEnumerable<Shipped> content, bool isReplay = false)
    {
        var merge = new Merge(center, from, content, isReplay);
        do
            merge.Judge();
        while (merge.RejectsSomething());
        merge.Commit();
    }

    /// <summary>What would be applied, when the rejected ones are left out.</summary>
    private void Judge()
    {
        _after = [];
        _applied = [];
        foreach (var candidate in _candidates)
            candidate.Verdict = AggregateVerdict.Foreign;
        bool again;
        do
        {
            again = false;
            foreach (var candidate in _candidates.Where(one => one.Verdict == AggregateVerdict.Foreign && !_rejected.Contains(one)))
                again |= Judge(candidate);
        }
        while (again);
    }

    /// <returns>Whether it is foreign no more.</returns>
    private bool Judge(Candidate candidate)
    {
        var (row, operation, from, isReplay) = candidate;
        var local = Now(row.Key);
        var state = local is null ? null : new AggregateState(local.Version, local.Home);
        candidate.Verdict = AggregateRules.Judge(_center.Code, from, state, new Shipped(row, operation).Arrived, isReplay);
        if (isReplay && TakingBack.GivesWay(_center, local, row))
            candidate.Verdict = AggregateVerdict.Apply;
        if (candidate.Verdict == AggregateVerdict.Older && row.Version == local!.Version
            && _center.World.Mutant == Mutant.AppliesTheSameVersion)
        {
            candidate.Verdict = AggregateVerdict.Apply;
        }

        if (candidate.Verdict != AggregateVerdict.Apply)
            return candidate.Verdict == AggregateVerdict.Older;
        _after[row.Key] = row;
        _applied.Add(candidate);
        return true;
    }

    private SimRow? Now(RowKey key) => _after.GetValueOrDefault(key) ?? _center.Find(key);

    private IEnumerable<SimRow> LivingNow() =>
        _after.Values.Concat(_center.Disk.Rows.Values.Where(row => !_after.ContainsKey(row.Key))).Where(row => !row.Deleted);

    private bool RejectsSomething()
    {
        var wrong = _applied.Where(
            one => ReferenceEquals(_after[one.Row.Key], one.Row) && ReasonAgainst(one) is not null).ToList();
        _rejected.UnionWith(wrong);
        return wrong.Count > 0;
    }

    private string? ReasonAgainst(Candidate candidate)
    {
        var row = candidate.Row;
        if (row.Deleted)
            return LivingNow().Any(other => other.Parent == row.Key) ? candidate.Reason = "children" : null;
        if (row.Parent is { } parent && Now(parent) is null or { Deleted: true })
            return candidate.Reason = "parent";
        if (row.Code is not null && LivingNow().Any(other => other.Code == row.Code && other.Key != row.Key))
            return candidate.Reason = "contested";
        return null;
    }

    private void Commit()
    {
        foreach (var candidate in _applied)
            Apply(candidate);
        foreach (var candidate in _candidates)
        {
            var place = (candidate.From, candidate.Row.Key);
            var waiting = _center.Disk.Quarantine.GetValueOrDefault(place);
            if (candidate.Verdict == AggregateVerdict.Foreign || _rejected.Contains(candidate))
                SetApart(candidate, waiting, place);
            else if (waiting is not null && waiting.Row.Version <= candidate.Row.Version)
                Leave(candidate, place);
        }
    }

    private void SetApart(Candidate candidate, Quarantined? waiting, (string From, RowKey Key) place)
    {
        var (row, operation, from, isReplay) = candidate;
        if (waiting is not null && waiting.Row.Version >= row.Version)
            return;
        waiting = new Quarantined(row, operation, from, candidate.Reason ?? "foreign", isReplay);
        _center.World.Changed(_center, $"quarantines {row} of {from}: {waiting.Reason}");
        _center.Disk.Quarantine[place] = waiting;
        _center.World.Ledger.SeenElsewhere(row);
    }

    private void Leave(Candidate candidate, (string From, RowKey Key) place)
    {
        _center.Disk.Quarantine.Remove(place);

        // It was taken back and had to wait, and its row was sent meanwhile as it was written here since: that one is written
        // again above it.
        if (candidate is not { IsReplay: true, Verdict: AggregateVerdict.Older } || candidate.Row.Home != _center.Code)
            return;
        SetAside(candidate.Row);
        if (_center.Find(candidate.Row.Key) is { } local && local.Version == candidate.Row.Version
            && local.Stamp != candidate.Row.Stamp)
            _center.WriteNow(_center.NextOf(local));
    }

    private void Apply(Candidate candidate)
    {
        var (row, _, from, isReplay) = candidate;
        var (disk, world) = (_center.Disk, _center.World);
        world.Changed(_center, $"applies {row} of {from}{(isReplay ? " taken back" : "")}");
        if (!isReplay && !disk.AppliedOnce.Add((row.Key, row.Version)))
            throw new BrokenInvariantException($"{_center} applies {row} a second time.");
        var before = _center.Find(row.Key);
        if (isReplay && TakingBack.GivesWay(_center, before, row))
            SetAside(before!);
        disk.Rows[row.Key] = row;
        CaseState.Remember(disk, row);
        if (!isReplay)
            world.Ledger.SeenElsewhere(row);
        if (_center.IsNation)
            Router.Arrived(_center, before, row, isReplay ? null : from);
    }

    private void SetAside(SimRow row)
    {
        _center.World.Changed(_center, $"sets aside {row}");
        _center.Disk.SetAside.Add(row);
    }

    private sealed record Candidate(SimRow Row, string Operation, string From, bool IsReplay)
    {
        public AggregateVerdict Verdict { get; set; }

        public string? Reason { get; set; }

        public bool Equals(Candidate? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
