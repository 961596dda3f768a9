using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>维护教学点或附设班. Its type does not change while classes stand in it.</summary>
public sealed class EditSubUnit(ISchoolStore schools, ISubUnitStore subUnits, IReferenceData reference, IUnitOfWork work)
{
    public async Task<SubUnit> HandleAsync(long subUnitId, int version, SubUnitForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "sub_unit.edit", EditAsync, cancel);

        async Task<SubUnit> EditAsync(CancellationToken c)
        {
            var check = new FormCheck(await reference.GetAsync(c));
            var (name, type, address) = OpenSubUnit.Read(form, check);
            check.ThrowIfAny();
            var before = await FindAsync(subUnits, schools, subUnitId, version, caller, c);
            if (type != before.TypeCode && await subUnits.HasClassesAsync(subUnitId, c))
                throw Refused.Conflict("sub_unit_has_classes", "还有班级，不能变更办学类型。");
            var after = before with { Name = name, TypeCode = type, Address = address };
            await subUnits.UpdateAsync(after, c);
            work.Changed(Entity.SubUnit, subUnitId, version + 1);
            work.Audited(new AuditLine(Entity.SubUnit, subUnitId, Detail: new { before, after }));
            return after with { RowVersion = version + 1 };
        }
    }

    /// <summary>An open sub-unit of a school that the caller may decide about.</summary>
    internal static async Task<SubUnit> FindAsync(
        ISubUnitStore subUnits, ISchoolStore schools, long subUnitId, int version, Caller caller, CancellationToken cancel)
    {
        var unit = await subUnits.FindAsync(subUnitId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("教学点或附设班");
        (await schools.FindAsync(unit.SchoolId, caller.OrganizationId, cancel))!.DemandAuthority(caller);
        if (unit.RowVersion != version)
            throw Refused.Stale();
        return unit.IsActive ? unit : throw Refused.Conflict("sub_unit_closed", "教学点或附设班已停办。");
    }
}
