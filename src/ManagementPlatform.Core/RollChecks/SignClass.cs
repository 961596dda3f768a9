using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.RollChecks;

/// <summary>
/// 班级签字: everybody on the roll was looked for, everybody in class was looked up; the class says so for this term.
/// </summary>
public sealed class SignClass(IRollCheckStore store, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    /// <param name="version">Of the check that the caller saw; 0 when the class was not signed yet.</param>
    /// <exception cref="RefusalException">
    /// Not the caller's class, the school is signed, another version, or a sheet that does not fit the roll.
    /// </exception>
    public Task<RollCheck> HandleAsync(long classId, int version, ClassSheet sheet, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.SubmitChanges);
        return work.CommitAsync(caller, "roll_check.sign_class", c => SignAsync(classId, version, sheet, caller, c), cancel);
    }

    private async Task<RollCheck> SignAsync(long classId, int version, ClassSheet sheet, Caller caller, CancellationToken cancel)
    {
        var found = await store.FindClassAsync(classId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("班级");
        var round = CheckRound.Of(BeijingTime.Today(time));
        var before = await store.FindAsync(classId, round, cancel);
        if (before?.State == RollCheck.Confirmed)
            throw Refused.Conflict("school_signed", $"学校已完成{round.Name}的核查签字，不能再改。");
        if ((before?.RowVersion ?? 0) != version)
            throw Refused.Stale();
        var roll = await store.RollAsync(classId, cancel);
        var id = before?.RollCheckId ?? identifiers.Next();
        var findings = SheetCheck.Findings(sheet, roll, id);
        var check = new RollCheck
        {
            RollCheckId = id,
            SchoolId = found.SchoolId,
            ClassId = classId,
            SchoolYear = round.SchoolYear,
            Term = (int)round.Term,
            State = RollCheck.Signed,
            Pupils = roll.Count,
            Absent = findings.Count(finding => finding.Kind == FindingKind.NotInClass),
            Unrecorded = findings.Count(finding => finding.Kind == FindingKind.NoRecord),
            SignedBy = caller.UserId,
            SignedAt = time.GetUtcNow(),
            RowVersion = before?.RowVersion ?? 1,
        };
        await (before is null ? store.AddAsync(check, findings, cancel) : store.UpdateAsync(check, findings, cancel));
        work.Changed(Entity.RollCheck, id, version + 1);
        work.Audited(new AuditLine(Entity.RollCheck, id, Detail: new { classId, check.Pupils, check.Absent, check.Unrecorded }));
        return check with { RowVersion = version + 1 };
    }
}
