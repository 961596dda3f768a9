using System.Collections.Concurrent;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// The accounts behind the tokens, kept for a few seconds so that not every request asks the database. A change of roles, a
/// password change or a sign-out is thus felt on every node within that time, and at once on the node where it was made. Roles
/// that somebody has lent (代办) begin and end with the day.
/// </summary>
public sealed class Accounts(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<long, (Account? Account, long ReadAt, DateOnly Day)> _accounts = new();

    /// <returns>Null when there is no such account.</returns>
    public async ValueTask<Account?> FindAsync(long userId, CancellationToken cancel)
    {
        var today = BeijingTime.Today(time);
        if (_accounts.TryGetValue(userId, out var known) && known.Day == today && time.GetElapsedTime(known.ReadAt) < Lifetime)
            return known.Account;
        await using var scope = scopes.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<AccountQueries>().FindAsync(userId, cancel);
        if (_accounts.Count >= Most)
            _accounts.Clear();
        _accounts[userId] = (account, time.GetTimestamp(), today);
        return account;
    }

    /// <summary>To be called after every change of the account.</summary>
    public void Forget(long userId) => _accounts.TryRemove(userId, out _);
}
