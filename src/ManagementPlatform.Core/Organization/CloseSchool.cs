using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// 撤销: the school ends and its code is void for good. Refused while anybody is on its roll: pupils leave by transfer or
/// graduation, or go with a merger (<see cref="MergeSchools"/>). Pupils who were on their way to it come no more: the bureau is
/// left with those cases. An application that is given up ends the same way.
/// </summary>
public sealed class CloseSchool(SchoolRegister register, IClassStore classes, CaseHeirs cases, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.close", c => CloseAsync(schoolId, version, decision, caller, c), cancel);
    }

    private async Task<RegisteredSchool> CloseAsync(
        long schoolId, int version, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        (await register.CheckAsync(decision, cancel)).ThrowIfAny();
        var school = await register.FindForDecisionAsync(
            schoolId, version, caller, cancel, SchoolStatus.Applied, SchoolStatus.Pending, SchoolStatus.Active);
        foreach (var schoolClass in await classes.LivingAsync(schoolId, cancel))
            await DissolveAsync(schoolClass, decision.EffectiveOn, cancel);
        if (school.Code is { } code)
            await register.VoidAsync(SchoolCodeLifeCycle.Close(code).Voided, decision.EffectiveOn, "学校撤销", cancel);
        var happened = register.Event(schoolId, SchoolEventKind.Closed, decision, caller, school.Node.Code);
        var closed = await register.WriteAsync(school, school.WithCode(null).WithStatus(SchoolStatus.Closed), happened, cancel);
        await cases.InheritAsync(schoolId, school.Details.SupervisingId, receives: false, cancel);
        return closed;
    }

    private async Task DissolveAsync(SchoolClass schoolClass, DateOnly on, CancellationToken cancel)
    {
        await classes.UpdateAsync(schoolClass with { Status = ClassStatus.Dissolved, FinishedOn = on }, cancel);
        work.Changed(Entity.SchoolClass, schoolClass.ClassId, schoolClass.RowVersion + 1);
    }
}
