using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>离校: a member of staff leaves the school; the row stays.</summary>
public sealed class ReleaseStaff(IStaffStore staff, IUnitOfWork work)
{
    private const int LongestReason = 200;

    /// <param name="reason">For the audit trail: 调出, 退休, 辞职 …; may be null.</param>
    public async Task<StaffMember> HandleAsync(long staffId, int version, string? reason, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageStaff);
        if (reason is { Length: > LongestReason })
            throw Refused.Invalid("too_long", $"离校原因最多{LongestReason}字。", "reason");
        return await work.CommitAsync(caller, "staff.release", ReleaseAsync, cancel);

        async Task<StaffMember> ReleaseAsync(CancellationToken c)
        {
            var before = await staff.FindAsync(staffId, caller.OrganizationId, c) ?? throw Refused.NotFound("教职工");
            if (before.RowVersion != version)
                throw Refused.Stale();
            if (!before.IsActive)
                throw Refused.Conflict("staff_has_left", "该教职工已离校。");
            if (await staff.ClassesHeadedAsync(staffId, c) is { Count: > 0 } classes)
                throw Refused.Conflict("still_head_teacher", $"该教职工是{string.Join("、", classes)}的班主任，请先更换班主任。");
            await staff.UpdateAsync(before with { IsActive = false }, c);
            work.Changed(Entity.Staff, staffId, version + 1);
            work.Audited(new AuditLine(Entity.Staff, staffId, Reason: reason));
            return before with { IsActive = false, RowVersion = version + 1 };
        }
    }
}
