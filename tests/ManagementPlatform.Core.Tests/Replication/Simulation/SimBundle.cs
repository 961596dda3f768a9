using System.Globalization;
using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Core.Tests.Replication.Simulation;

internal sealed record Shipped(SimRow Row, string Operation)
{
    public ArrivedAggregate Arrived => new(Row.Key.Id, Row.Version, Row.Home, Operation);
}

internal sealed record SimBundle(BatchHead Head, IReadOnlyList<Shipped> Content) : IBundle
{
    /// <summary>FNV-1a over what was before and what is inside.</summary>
    public static string HashOf(string? previous, long number, IEnumerable<Shipped> content)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in previous ?? "")
            Add(letter);
        Add((ulong)number);
        foreach (var shipped in content)
        {
            Add((ulong)shipped.Row.Stamp);
            Add((ulong)shipped.Row.Version);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);

        void Add(ulong value) => hash = (hash ^ value) * 1099511628211UL;
    }

    public override string ToString() =>
        $"batch {Head.Channel}/{Head.Number} ({string.Join(", ", Content.Select(shipped => shipped.Row))})";
}
