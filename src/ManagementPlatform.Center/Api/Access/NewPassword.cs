using System.Security.Cryptography;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// Gives an account a password, inside a unit of work: hash, history, new security stamp (older tokens are void).
/// </summary>
public sealed class NewPassword(UserManager<User> users, UserStore store, IUnitOfWork work, TimeProvider time)
{
    // Without characters that people confuse: 0 O 1 l I.
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    /// <summary>A first password that an administrator hands over; good by the rules.</summary>
    public static string Temporary() => RandomNumberGenerator.GetString(Letters, 4) + "-"
        + RandomNumberGenerator.GetString(Digits, 4)
        + "-" + RandomNumberGenerator.GetString(Letters, 4) + "Aa";

    /// <summary>A secret for a program.</summary>
    public static string Secret() => RandomNumberGenerator.GetString(Letters + Digits, 40);

    /// <summary>Refuses what the rules forbid and what was used lately.</summary>
    public async Task DemandGoodAsync(User user, string password, string field, CancellationToken cancel)
    {
        var problems = PasswordRules.Check(password, user.UserName, field);
        if (problems.Count > 0)
            throw Refused.Invalid(problems);
        foreach (var past in await store.PastPasswordsAsync(user.UserId, PasswordRules.Remembered, cancel))
        {
            if (users.PasswordHasher.VerifyHashedPassword(user, past, password) != PasswordVerificationResult.Failed)
                throw Refused.Invalid("password_reused", $"不能使用最近 {PasswordRules.Remembered} 次用过的密码。", field);
        }
    }

    public string HashOf(User user, string password) => users.PasswordHasher.HashPassword(user, password);

    public async Task SetAsync(User user, string hash, bool mustChange, CancellationToken cancel)
    {
        user.PasswordHash = hash;
        user.PasswordChangedAt = time.GetUtcNow();
        user.MustChangePassword = mustChange;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        await StampAsync(user);
        await store.RememberPasswordAsync(user, cancel);
        work.Changed(Entity.User, user.UserId, user.RowVersion);
    }

    /// <summary>Voids every token of the account and stores what else was changed of it.</summary>
    public async Task StampAsync(User user)
    {
        var result = await users.UpdateSecurityStampAsync(user);
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
    }
}
