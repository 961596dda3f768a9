using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>恢复: a school that was closed or merged comes back and gets its old code again, where that is still its own.</summary>
public sealed class RestoreSchool(SchoolRegister register, ISchoolStore schools, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(
            caller, "school.restore", c => RestoreAsync(schoolId, version, decision, caller, c), cancel);
    }

    private async Task<RegisteredSchool> RestoreAsync(
        long schoolId, int version, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        (await register.CheckAsync(decision, cancel)).ThrowIfAny();
        var school = await register.FindForDecisionAsync(
            schoolId, version, caller, cancel, SchoolStatus.Closed, SchoolStatus.Merged);
        var code = await CodeAsync(school, decision.EffectiveOn, cancel);
        var after = school.WithCode(code).WithStatus(code is null ? SchoolStatus.Pending : SchoolStatus.Active);
        after = after with { Details = after.Details with { SchoolYear = SchoolYear.Of(register.Today).StartYear } };
        var happened = register.Event(
            schoolId, SchoolEventKind.Restored, decision, caller, school.Details.Status, after.Node.Code);
        return await register.WriteAsync(school, after, happened, cancel);
    }

    private async Task<SchoolCode?> CodeAsync(RegisteredSchool school, DateOnly on, CancellationToken cancel)
    {
        // A code that went to the successor of a merger is that one's now, and not among the school's own.
        var last = (await schools.CodesAsync(school.Id, cancel)).MaxBy(record => (record.VoidedOn, record.AssignedOn));
        if (last is not null && SchoolCodeLifeCycle.Restore(SchoolCode.Parse(last.Code), school.Type).Kept is { } kept)
        {
            await schools.UpdateCodeAsync(last with { State = SchoolCodeState.Active, VoidedOn = null, Reason = "学校恢复" }, cancel);
            return kept;
        }

        return await register.IssueAsync(school.Id, school.Type, school.Node.HomeCenter, on, cancel);
    }
}
