using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>撤班. Only when nobody is on its roll: pupils go to other classes first (调班).</summary>
public sealed class DissolveClass(IClassStore classes, IUnitOfWork work, TimeProvider time)
{
    public async Task<SchoolClass> HandleAsync(long classId, int version, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageClasses);
        return await work.CommitAsync(caller, "class.dissolve", DissolveAsync, cancel);

        async Task<SchoolClass> DissolveAsync(CancellationToken c)
        {
            var before = await classes.FindAsync(classId, caller.OrganizationId, c) ?? throw Refused.NotFound("班级");
            if (before.RowVersion != version)
                throw Refused.Stale();
            if (before.Status != ClassStatus.Active)
                throw Refused.Conflict("class_not_active", "班级已毕业或已撤销。");
            await classes.UpdateAsync(before with { Status = ClassStatus.Dissolved, FinishedOn = BeijingTime.Today(time) }, c);

            // Only now: the update waited for those who were registering pupils into the class, and the next ones find it
            // dissolved.
            if (await classes.HasPupilsAsync(classId, c))
                throw Refused.Conflict("class_has_pupils", "班级还有在籍学生，请先调班或办理离校。");
            work.Changed(Entity.SchoolClass, classId, version + 1);
            work.Audited(new AuditLine(Entity.SchoolClass, classId));
            return before with { Status = ClassStatus.Dissolved, FinishedOn = BeijingTime.Today(time), RowVersion = version + 1 };
        }
    }
}
