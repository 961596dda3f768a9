using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

internal readonly record struct RowKey(Entity Entity, long Id)
{
    public override string ToString() => $"{Entity}#{Id / 10_000_000_000_000:00}.{Id % 10_000_000_000_000}";
}

/// <summary>An aggregate as it stands in a center. A deleted one stays as a tombstone with its version.</summary>
/// <param name="Stamp">Names this write among all of the run.</param>
internal sealed record SimRow(RowKey Key, int Version, string Home, int Stamp)
{
    public bool Deleted { get; init; }

    /// <summary>Must be there before it.</summary>
    public RowKey? Parent { get; init; }

    /// <summary>Key of a row below it, from the same allocator; no two aggregates have the same.</summary>
    public long ChildKey { get; init; }

    /// <summary>Natural key, unique among the living rows of a center; schools have one.</summary>
    public string? Code { get; init; }

    /// <summary>Number that nobody else in the nation may hold as final; pupils and verdicts have one.</summary>
    public string? Number { get; init; }

    public NumberState State { get; init; }

    /// <summary>The pupil that an inquiry, a case or a verdict is about.</summary>
    public RowKey? Pupil { get; init; }

    /// <summary>The center on the other side of a case.</summary>
    public string? Party { get; init; }

    /// <summary>What a decision says.</summary>
    public string? Word { get; init; }

    /// <summary>By the writer's clock, which nothing may rely on.</summary>
    public long WrittenAt { get; init; }

    public bool IsDecision => Word is not null;

    public override string ToString() =>
        $"{Key} v{Version}{(Deleted ? " deleted" : "")} home {Home}{(Code is null ? "" : " code " + Code)} stamp {Stamp}";
}

internal enum NumberState
{
    Pending,
    Final,
    Duplicate,
}
