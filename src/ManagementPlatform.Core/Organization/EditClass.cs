using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>维护班级信息.</summary>
public sealed class EditClass(
    IClassStore classes, IStaffStore staff, ISubUnitStore subUnits, IReferenceData reference, IUnitOfWork work)
{
    public async Task<SchoolClass> HandleAsync(long classId, int version, ClassEdit edit, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageClasses);
        return await work.CommitAsync(caller, "class.edit", c => EditAsync(classId, version, edit, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else began.</summary>
    public async Task<SchoolClass> EditAsync(long classId, int version, ClassEdit edit, Caller caller, CancellationToken cancel)
    {
        var snapshot = await reference.GetAsync(cancel);
        var before = await classes.FindAsync(classId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("班级");
        if (before.RowVersion != version)
            throw Refused.Stale();
        if (before.Status != ClassStatus.Active)
            throw Refused.Conflict("class_not_active", "班级已毕业或已撤销，不能修改。");
        var after = await ReadAsync(before, edit, new FormCheck(snapshot), caller, cancel);
        await classes.UpdateAsync(after, cancel);
        work.Changed(Entity.SchoolClass, classId, after.RowVersion + 1);
        work.Audited(new AuditLine(Entity.SchoolClass, classId, Detail: new { before, after }));
        return after with { RowVersion = after.RowVersion + 1 };
    }

    private async Task<SchoolClass> ReadAsync(
        SchoolClass before, ClassEdit edit, FormCheck check, Caller caller, CancellationToken cancel)
    {
        var unit = edit.SubUnitId is { } unitId ? await subUnits.FindAsync(unitId, caller.OrganizationId, cancel) : null;
        var teacher = edit.HeadTeacherId is { } staffId ? await staff.FindAsync(staffId, caller.OrganizationId, cancel) : null;
        ClassCheck.SubUnit(check, edit.SubUnitId, unit, before.SchoolId);
        ClassCheck.HeadTeacher(check, edit.HeadTeacherId, teacher, before.SchoolId);
        if (unit is not null)
        {
            check.Demand(
                SchoolType.Find(unit.TypeCode)!.Stages.Contains((Stage)before.Stage),
                "stage_not_taught", "教学点或附设班不含该班级的学段。", "subUnitId");
        }

        var number = ClassCheck.Number(check, edit.ClassNumber) ?? before.ClassNumber;
        var after = before with
        {
            ClassNumber = number,
            Name = ClassCheck.Name(check, edit.Name ?? before.Name, before.EntryYear, number),
            TypeCode = ClassCheck.Type(check, edit.TypeCode ?? before.TypeCode, (Stage)before.Stage),
            SubUnitId = edit.SubUnitId,
            HeadTeacherId = edit.HeadTeacherId,
        };
        check.ThrowIfAny();
        return after;
    }
}
