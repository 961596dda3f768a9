using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>What changes of a school without a decision. Null leaves the options as they are.</summary>
public sealed record SchoolEdit(
    SchoolContact Contact, string? OrganizerCode = null, string? UrbanRuralCode = null, string? SchoolingSystem = null);

/// <summary>维护学校信息: the data that need no decision.</summary>
public sealed class EditSchool(SchoolRegister register, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, SchoolEdit edit, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.edit", c => EditAsync(schoolId, version, edit, caller, c), cancel);
    }

    /// <summary>The same inside a unit of work that somebody else began.</summary>
    public async Task<RegisteredSchool> EditAsync(
        long schoolId, int version, SchoolEdit edit, Caller caller, CancellationToken cancel)
    {
        var check = await register.CheckAsync(null, cancel);
        var school = await register.FindForDecisionAsync(
            schoolId, version, caller, cancel, SchoolStatus.Applied, SchoolStatus.Pending, SchoolStatus.Active);
        var details = SchoolCheck.Contact(check, school.Details, edit.Contact, register.Today) with
        {
            OrganizerCode = edit.OrganizerCode is null ? school.Details.OrganizerCode
                : check.RequiredCode(edit.OrganizerCode, CodeTableNames.SchoolOrganizer, "举办者", "organizerCode"),
            UrbanRuralCode = edit.UrbanRuralCode is null
                ? school.Details.UrbanRuralCode : SchoolCheck.UrbanRural(check, edit.UrbanRuralCode),
            SchoolingSystem = edit.SchoolingSystem is null ? school.Details.SchoolingSystem
                : SchoolCheck.System(check, edit.SchoolingSystem, "", register.Today),
        };
        check.ThrowIfAny();
        return await register.WriteAsync(school, school with { Details = details }, null, cancel);
    }
}
