using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>离校: a member of staff leaves the school; the row stays.</summary>
public sealed class ReleaseStaff(IStaffStore staff, IUnitOfWork work)
{
    public async Task<StaffMember> HandleAsync(long staffId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageStaff);
        return await work.CommitAsync(caller, "staff.release", ReleaseAsync, cancel);

        async Task<StaffMember> ReleaseAsync(CancellationToken c)
        {
            var before = await staff.FindAsync(staffId, caller.OrganizationId, c) ?? throw Refused.NotFound("教职工");
            if (before.RowVersion != version)
                throw Refused.Stale();
            if (!before.IsActive)
                throw Refused.Conflict("staff_has_left", "该教职工已离校。");
            if (await staff.IsHeadTeacherAsync(staffId, c))
                throw Refused.Conflict("still_head_teacher", "该教职工仍是班主任，请先更换班主任。");
            await staff.UpdateAsync(before with { IsActive = false }, c);
            work.Changed(Entity.Staff, staffId, version + 1);
            work.Audited(new AuditLine(Entity.Staff, staffId));
            return before with { IsActive = false, RowVersion = version + 1 };
        }
    }
}
