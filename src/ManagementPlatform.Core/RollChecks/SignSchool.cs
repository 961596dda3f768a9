using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.RollChecks;

/// <summary>学校签字: when every class has signed, the school's leader signs for the term; afterwards nothing is changed.</summary>
public sealed class SignSchool(IRollCheckStore store, IUnitOfWork work, TimeProvider time)
{
    /// <param name="version">Of the school's checks as the leader saw them: <see cref="VersionOf"/>.</param>
    /// <returns>How many classes it confirmed.</returns>
    /// <exception cref="RefusalException">
    /// Not the caller's school, a class has not signed, the leader signed one himself, or another version.
    /// </exception>
    public Task<int> HandleAsync(long schoolId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.DecideChanges);
        return work.CommitAsync(caller, "roll_check.sign_school", c => SignAsync(schoolId, version, caller, c), cancel);
    }

    /// <summary>Rises with every signature of a class.</summary>
    public static int VersionOf(IEnumerable<RollCheck?> checks) => checks.Sum(check => check?.RowVersion ?? 0);

    private async Task<int> SignAsync(long schoolId, int version, Caller caller, CancellationToken cancel)
    {
        var round = CheckRound.Of(BeijingTime.Today(time));
        var classes = await store.ClassesAsync(schoolId, caller.OrganizationId, round, cancel);
        if (classes.Count == 0)
            throw Refused.NotFound("学校");
        if (caller.OrganizationId != schoolId)
            throw Refused.Forbidden("not_your_school", "核查由学校领导签字。");
        if (VersionOf(classes.Select(c => c.Check)) != version)
            throw Refused.Stale();
        Demand(classes, round, caller);
        var now = time.GetUtcNow();
        foreach (var check in classes.Select(c => c.Check!).Where(check => check.State == RollCheck.Signed))
        {
            await store.UpdateAsync(
                check with { State = RollCheck.Confirmed, ConfirmedBy = caller.UserId, ConfirmedAt = now }, null, cancel);
            work.Changed(Entity.RollCheck, check.RollCheckId, check.RowVersion + 1);
        }

        work.Audited(new AuditLine(Entity.School, schoolId, Detail: new { round.SchoolYear, term = (int)round.Term, classes = classes.Count }));
        return classes.Count;
    }

    private static void Demand(IReadOnlyList<(CheckedClass Class, RollCheck? Check)> classes, CheckRound round, Caller caller)
    {
        var open = classes.Where(c => c.Check is null)
            .Select(c => new Problem("not_signed", $"{Grade.Parse(c.Class.Grade).Name}{c.Class.Name}尚未签字。")).ToList();
        if (open.Count > 0)
            throw Refused.Conflict("not_signed", $"还有{open.Count}个班没有完成{round.Name}的核查。", open);
        if (classes.All(c => c.Check!.State == RollCheck.Confirmed))
            throw Refused.Conflict("school_signed", $"学校已完成{round.Name}的核查签字。");

        // docs/rules.md §1.2: nobody approves what he submitted.
        if (classes.Any(c => c.Check!.SignedBy == caller.UserId))
            throw Refused.Forbidden("four_eyes", "本人签过字的班级不能再由本人代表学校签字。");
    }
}
