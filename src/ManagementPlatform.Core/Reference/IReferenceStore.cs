namespace ManagementPlatform.Core.Reference;

/// <summary>The reference tables of the database.</summary>
public interface IReferenceStore
{
    Task<ReferenceSet> ReadAsync(CancellationToken cancel);

    /// <summary>Adds and overwrites rows inside the current unit of work; takes nothing away.</summary>
    Task StoreAsync(ReferenceChanges changes, CancellationToken cancel);

    /// <summary>How often a part has changed; 0 before the first load.</summary>
    Task<int> VersionAsync(ReferencePart part, CancellationToken cancel);

    /// <summary>Moves a part's version on and returns it, so that replication and other nodes see that it changed.</summary>
    Task<int> NextVersionAsync(ReferencePart part, CancellationToken cancel);
}

/// <summary>The parts of the reference data that are versioned, each as a whole.</summary>
public enum ReferencePart
{
    CodeTables,
    Regions,
    Calendar,
    Rules,
}

/// <summary>What a load adds and what it overwrites.</summary>
public sealed record ReferenceChanges(ReferenceSet Added, ReferenceSet Updated)
{
    public int Count(ReferencePart part) => Count(Added, part) + Count(Updated, part);

    private static int Count(ReferenceSet set, ReferencePart part) => part switch
    {
        ReferencePart.CodeTables => set.CodeTables.Count + set.CodeItems.Count,
        ReferencePart.Regions => set.Regions.Count,
        ReferencePart.Calendar => set.Calendar.Count,
        _ => set.Rules.Count,
    };
}
