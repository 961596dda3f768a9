using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.Identity;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>
/// The one place where a password is compared. Each attempt is in the audit trail; wrong ones lock the account for a while, and
/// attempts on one account stand in line, so that many at once are not many chances.
/// </summary>
public sealed class PasswordCheck(UserManager<User> users, UserStore store, IUnitOfWork work, TimeProvider time)
{
    // Compared when there is no such account, so that the answer takes as long.
    private static readonly Lazy<string> NobodysHash = new(
        () => new PasswordHasher<string>().HashPassword("", Guid.CreateVersion7().ToString()));

    private enum Verdict
    {
        Right,
        Wrong,
        Locked,
    }

    /// <param name="user">Null when the name is nobody's.</param>
    /// <param name="action">For the audit trail.</param>
    /// <exception cref="ProblemException">The password is wrong or the account locked; says no more than that.</exception>
    public async Task DemandAsync(User? user, string password, Caller caller, string action, CancellationToken cancel)
    {
        var matches = Matches(user?.PasswordHash ?? NobodysHash.Value, password) && user is not null;
        var verdict = await work.CommitAsync(caller, action, c => JudgeAsync(user, matches, c), cancel);
        if (verdict == Verdict.Locked)
        {
            throw new ProblemException(
                StatusCodes.Status401Unauthorized, "account_locked",
                $"密码错误次数过多，账号已锁定 {PasswordRules.LockTime.TotalMinutes:0} 分钟。");
        }

        if (verdict == Verdict.Wrong)
            throw new ProblemException(StatusCodes.Status401Unauthorized, "wrong_credentials", "用户名或密码错误，或账号已停用。");
    }

    public bool Matches(string hash, string password) => password.Length <= PasswordRules.MaxLength
        && users.PasswordHasher.VerifyHashedPassword(null!, hash, password) != PasswordVerificationResult.Failed;

    private async Task<Verdict> JudgeAsync(User? user, bool matches, CancellationToken cancel)
    {
        if (user is null)
            return Audited(null, Verdict.Wrong, "unknown_user");
        await store.HoldAsync(user.UserId, cancel);
        var current = (await store.FindAsync(user.UserId, cancel))!;
        if (current.LockoutEnd > time.GetUtcNow())
            return Audited(user, Verdict.Locked, "account_locked");
        if (!current.IsEnabled)
            return Audited(user, Verdict.Wrong, "account_disabled");
        if (!matches || current.PasswordHash != user.PasswordHash)
        {
            await users.AccessFailedAsync(current);
            return Audited(user, current.LockoutEnd > time.GetUtcNow() ? Verdict.Locked : Verdict.Wrong, "wrong_password");
        }

        await store.SignedInAsync(user.UserId, time.GetUtcNow(), cancel);
        return Audited(user, Verdict.Right, null);
    }

    private Verdict Audited(User? user, Verdict verdict, string? reason)
    {
        work.Audited(new AuditLine(Entity.User, user?.UserId, Reason: reason) { Failed = verdict != Verdict.Right });
        return verdict;
    }
}
