namespace ManagementPlatform.Core.Replication;

/// <summary>What stands in a center of an aggregate: its version and who writes it.</summary>
public sealed record AggregateState(int Version, string Home);

/// <summary>An aggregate that has arrived.</summary>
/// <param name="Id">Its key; of keys above 10^13 the leading digits say which center made it.</param>
/// <param name="Home">Who writes it after this version.</param>
/// <param name="Operation"><see cref="ReplicatedOperation"/>.</param>
public sealed record ArrivedAggregate(long Id, int Version, string Home, string Operation)
{
    public string? Maker => KeyMaker.Of(Id);
}

/// <summary>Why an aggregate is sent.</summary>
public static class ReplicatedOperation
{
    public const string Upsert = "upsert";
    public const string Delete = "delete";

    /// <summary>调档: the last write of the old home. The whole record goes, with its files.</summary>
    public const string HandOver = "hand_over";

    /// <summary>核对修复: the receiver's copy differs, though nothing has changed here.</summary>
    public const string Repair = "repair";
}

/// <summary>What a receiver does with one aggregate of a batch. Pure.</summary>
public static class AggregateRules
{
    /// <param name="here">The receiver.</param>
    /// <param name="from">The sender.</param>
    /// <param name="local">What the receiver has; null when it has nothing.</param>
    /// <param name="isReplay">The batch is one of the receiver's own, taken back after it was restored from a backup.</param>
    public static AggregateVerdict Judge(
        string here, string from, AggregateState? local, ArrivedAggregate arrived, bool isReplay = false)
    {
        if (!MayWrite(here, from, local, arrived, isReplay))
            return AggregateVerdict.Foreign;
        if (local is null)
            return AggregateVerdict.Apply;
        return arrived.Version > local.Version || (arrived.Operation == ReplicatedOperation.Repair && Speaks(here, from, local))
            ? AggregateVerdict.Apply
            : AggregateVerdict.Older;
    }

    // Whoever says how a record has to be, whatever version a hand that is not the product's has given the copy.
    private static bool Speaks(string here, string from, AggregateState local) =>
        from == Channel.Nation ? local.Home != here : local.Home == from;

    private static bool MayWrite(string here, string from, AggregateState? local, ArrivedAggregate arrived, bool isReplay)
    {
        if (isReplay)
            return true;

        // The nation passes on what others have written, but nobody tells a province what the province itself writes.
        if (from == Channel.Nation)
            return local?.Home != here || arrived.Version <= local.Version;

        // Of an old version that comes late it does not matter who writes the newer one.
        if (local is not null)
            return local.Home == from || arrived.Version <= local.Version;
        return arrived.Home == from || (arrived.Operation == ReplicatedOperation.HandOver && arrived.Maker == from);
    }
}

public enum AggregateVerdict
{
    /// <summary>Its rows take the place of those that are here.</summary>
    Apply,

    /// <summary>What is here is as new or newer.</summary>
    Older,

    /// <summary>The sender does not write it: quarantine, and the operator is told.</summary>
    Foreign,
}
