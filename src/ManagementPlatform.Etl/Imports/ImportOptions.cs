namespace ManagementPlatform.Etl.Imports;

/// <summary>What happens to the good rows of a table that has bad ones.</summary>
public enum ImportMode
{
    /// <summary>Nothing is stored unless every row is good.</summary>
    All,

    /// <summary>The good rows are stored; the bad ones come back in the result file.</summary>
    Good,
}

/// <summary>How a table is taken in.</summary>
public sealed record ImportOptions
{
    public ImportMode Mode { get; init; }

    /// <summary>Do everything, say everything, store nothing.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>
    /// The table is the whole roll of its schools: who is on the roll and not in it is listed. Nobody is ever taken off.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>The sender has seen how much would change and wants it so.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>学校标识码 of the rows that name no school; null for the sender's own school.</summary>
    public string? School { get; init; }

    /// <summary>Name of a mapping profile; null for tables with the template's headers.</summary>
    public string? Mapping { get; init; }
}

/// <summary>A table to take in. It may be opened more than once: the database may ask for the whole work again.</summary>
/// <param name="Name">What the sender calls it; may stand in messages and in the audit trail.</param>
/// <param name="Open">A seekable stream; the reader disposes it.</param>
public sealed record ImportSource(string Name, Func<Stream> Open);
