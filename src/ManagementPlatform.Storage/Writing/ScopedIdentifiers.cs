using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Storage.Writing;

/// <summary>
/// The keys of one request: those that its unit of work laid in for itself, else those at hand for the whole process. What was
/// laid in inside a transaction is gone with it, so nobody else may get it.
/// </summary>
public sealed class ScopedIdentifiers(Identifiers shared) : IIdentifiers
{
    private long _next;
    private long _end;

    public long Next() => _next < _end ? _next++ : shared.Next();

    public Task<long> ReserveAsync(int count, CancellationToken cancel) => shared.ReserveAsync(count, cancel);

    internal void LayIn(long first, int count) => (_next, _end) = (first, first + count);
}
