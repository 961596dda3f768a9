namespace ManagementPlatform.Core.Writing;

/// <summary>
/// The center's number space for surrogate keys: <c>center code × 10^13 + sequence</c>, so that any center can create rows and no
/// two ever collide, and the value is still a safe integer in JSON.
/// </summary>
public interface IIdentifiers
{
    /// <summary>The next key. Inside a unit of work at least a thousand are at hand; a bulk load reserves its own.</summary>
    long Next();

    /// <summary>Reserves <paramref name="count"/> consecutive keys and returns the first. Not inside a unit of work.</summary>
    Task<long> ReserveAsync(int count, CancellationToken cancel);
}
