using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>维护教职工信息. A form without document number keeps the stored one, since answers show it masked.</summary>
public sealed class EditStaff(IStaffStore staff, IReferenceData reference, IUnitOfWork work, TimeProvider time)
{
    public async Task<StaffMember> HandleAsync(long staffId, int version, StaffForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageStaff);
        var snapshot = await reference.GetAsync(cancel);
        return await work.CommitAsync(caller, "staff.edit", EditAsync, cancel);

        async Task<StaffMember> EditAsync(CancellationToken c)
        {
            var before = await staff.FindAsync(staffId, caller.OrganizationId, c) ?? throw Refused.NotFound("教职工");
            if (before.RowVersion != version)
                throw Refused.Stale();
            if (!before.IsActive)
                throw Refused.Conflict("staff_has_left", "该教职工已离校，不能修改。");
            var check = new FormCheck(snapshot);
            var after = StaffCheck.Read(form, check, BeijingTime.Today(time), before) with
            {
                StaffId = before.StaffId,
                SchoolId = before.SchoolId,
                HomeCenter = before.HomeCenter,
                RowVersion = before.RowVersion,
            };
            check.ThrowIfAny();
            await RegisterStaff.DemandFreeAsync(staff, after, c);
            await staff.UpdateAsync(after, c);
            work.Changed(Entity.Staff, staffId, version + 1);
            work.Audited(new AuditLine(Entity.Staff, staffId, Detail: new { before, after }));
            return after with { RowVersion = version + 1 };
        }
    }
}
