namespace ManagementPlatform.Core.Tests.Replication.Simulation;

/// <summary>The program of a center was stopped between two steps.</summary>
internal sealed class StoppedException : Exception;

/// <summary>
/// Runs many flows in one thread. A flow waits here before each step; which one goes on is drawn from the seed. Time is a number
/// that moves when nobody has anything to do.
/// </summary>
internal sealed class Scheduler(Random random)
{
    private readonly List<Step> _waiting = [];

    public long Now { get; private set; }

    public bool IsIdle => _waiting.Count == 0;

    /// <summary>Waits for its turn, after a number of ticks at the earliest.</summary>
    /// <exception cref="StoppedException">The program that the flow belongs to was stopped meanwhile.</exception>
    public async Task TurnAsync(Life life, int ticks = 0)
    {
        var step = new Step(Now + ticks, life);
        _waiting.Add(step);
        await step.Turn.Task;
        if (life.IsOver)
            throw new StoppedException();
    }

    /// <summary>Lets one flow go on.</summary>
    public void Advance()
    {
        if (IsIdle)
            return;
        var due = 0;
        var first = long.MaxValue;
        foreach (var step in _waiting)
        {
            first = Math.Min(first, step.Due);
            due += step.Due <= Now ? 1 : 0;
        }

        if (due == 0)
        {
            Now = first;
            due = _waiting.Count(step => step.Due <= Now);
        }

        Release(NthDue(random.Next(due)));
    }

    private int NthDue(int nth)
    {
        for (var i = 0; ; i++)
        {
            if (_waiting[i].Due <= Now && nth-- == 0)
                return i;
        }
    }

    private void Release(int index)
    {
        var step = _waiting[index];
        _waiting.RemoveAt(index);
        step.Turn.SetResult();
    }

    private sealed record Step(long Due, Life Life)
    {
        // Without RunContinuationsAsynchronously: the flow goes on here and now, in this thread.
        public TaskCompletionSource Turn { get; } = new();
    }
}

/// <summary>One run of a center's program, from start to stop.</summary>
internal sealed class Life
{
    public bool IsOver { get; private set; }

    public void End() => IsOver = true;
}
