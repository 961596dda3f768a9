using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>停办教学点或附设班. Only when no class stands in it.</summary>
public sealed class CloseSubUnit(ISchoolStore schools, ISubUnitStore subUnits, IUnitOfWork work)
{
    public async Task<SubUnit> HandleAsync(long subUnitId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "sub_unit.close", CloseAsync, cancel);

        async Task<SubUnit> CloseAsync(CancellationToken c)
        {
            var before = await EditSubUnit.FindAsync(subUnits, schools, subUnitId, version, caller, c);
            if (await subUnits.HasClassesAsync(subUnitId, c))
                throw Refused.Conflict("sub_unit_has_classes", "还有班级，请先毕业、撤班或调整到本部。");
            await subUnits.UpdateAsync(before with { IsActive = false }, c);
            work.Changed(Entity.SubUnit, subUnitId, version + 1);
            work.Audited(new AuditLine(Entity.SubUnit, subUnitId));
            return before with { IsActive = false, RowVersion = version + 1 };
        }
    }
}
