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
        return await work.CommitAsync(caller, "staff.edit", c => EditAsync(staffId, version, form, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else began.</summary>
    public async Task<StaffMember> EditAsync(long staffId, int version, StaffForm form, Caller caller, CancellationToken cancel)
    {
        var before = await staff.FindAsync(staffId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("教职工");
        if (before.RowVersion != version)
            throw Refused.Stale();
        if (!before.IsActive)
            throw Refused.Conflict("staff_has_left", "该教职工已离校，不能修改。");
        var check = new FormCheck(await reference.GetAsync(cancel));
        var after = StaffCheck.Read(form, check, BeijingTime.Today(time), before) with
        {
            StaffId = before.StaffId,
            SchoolId = before.SchoolId,
            HomeCenter = before.HomeCenter,
            RowVersion = before.RowVersion,
        };
        check.ThrowIfAny();
        await RegisterStaff.DemandFreeAsync(staff, after, cancel);
        await staff.UpdateAsync(after, cancel);
        work.Changed(Entity.Staff, staffId, version + 1);
        work.Audited(new AuditLine(Entity.Staff, staffId, Detail: new { before, after }));
        return after with { RowVersion = version + 1 };
    }
}
