using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// 返校: somebody who left works at the school again, or the leave was a mistake. The old number comes back with the row.
/// </summary>
public sealed class ReturnStaff(IStaffStore staff, ISchoolStandings schools, IUnitOfWork work)
{
    public async Task<StaffMember> HandleAsync(long staffId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageStaff);
        return await work.CommitAsync(caller, "staff.return", ReturnAsync, cancel);

        async Task<StaffMember> ReturnAsync(CancellationToken c)
        {
            var before = await staff.FindAsync(staffId, caller.OrganizationId, c) ?? throw Refused.NotFound("教职工");
            if (before.RowVersion != version)
                throw Refused.Stale();
            if (before.IsActive)
                throw Refused.Conflict("staff_active", "该教职工在职，无需办理返校。");
            await schools.DemandActiveAsync(before.SchoolId, caller.OrganizationId, c);
            await RegisterStaff.DemandFreeAsync(staff, before, c);
            await staff.UpdateAsync(before with { IsActive = true }, c);
            work.Changed(Entity.Staff, staffId, version + 1);
            work.Audited(new AuditLine(Entity.Staff, staffId));
            return before with { IsActive = true, RowVersion = version + 1 };
        }
    }
}
