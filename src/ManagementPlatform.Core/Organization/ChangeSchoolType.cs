using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>变更办学类型. Inside a category the code stays; a school of another category gets a new one (docs/rules.md §2.3).</summary>
public sealed class ChangeSchoolType(SchoolRegister register, ISchoolStore schools, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, string? typeCode, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(
            caller, "school.change_type", c => ChangeAsync(schoolId, version, typeCode, decision, caller, c), cancel);
    }

    private async Task<RegisteredSchool> ChangeAsync(
        long schoolId, int version, string? typeCode, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        var check = await register.CheckAsync(decision, cancel);
        var read = SchoolCheck.Type(check, typeCode);
        check.ThrowIfAny();
        var type = read!;
        var school = await register.FindForDecisionAsync(
            schoolId, version, caller, cancel, SchoolStatus.Applied, SchoolStatus.Pending, SchoolStatus.Active);
        var contents = await schools.ContentsAsync(schoolId, cancel);
        if (contents.Stages.FirstOrDefault(stage => !type.Stages.Contains((Stage)stage)) is var left and > 0)
            throw Refused.Conflict("stage_still_taught", $"学校还有{((Stage)left).Name()}班级，新的办学类型不含该学段。");
        var after = school with { Details = school.Details with { TypeCode = type.Code } };
        if (school.Code is { } code)
            after = await CodeAsync(after, code, type, decision, cancel);
        var happened = register.Event(
            schoolId, SchoolEventKind.TypeChanged, decision, caller, school.Details.TypeCode, type.Code);
        return await register.WriteAsync(school, after, happened, cancel);
    }

    private async Task<RegisteredSchool> CodeAsync(
        RegisteredSchool school, SchoolCode code, SchoolType type, SchoolDecision decision, CancellationToken cancel)
    {
        var outcome = SchoolCodeLifeCycle.ChangeType(code, type);
        if (outcome.Kept is not null)
            return school;
        await register.VoidAsync(outcome.Voided, decision.EffectiveOn, "办学类别变更", cancel);
        var issued = await register.IssueAsync(school.Id, type, school.Node.HomeCenter, decision.EffectiveOn, cancel);
        return school.WithCode(issued).WithStatus(issued is null ? SchoolStatus.Pending : SchoolStatus.Active);
    }
}
