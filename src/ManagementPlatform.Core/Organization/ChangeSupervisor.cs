using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>变更学籍主管部门. Who sees the school follows, and so does what waits for its bureau.</summary>
public sealed class ChangeSupervisor(SchoolRegister register, ISchoolStore schools, CaseHeirs cases, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, long supervisingId, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.change_supervisor", ChangeAsync, cancel);

        async Task<RegisteredSchool> ChangeAsync(CancellationToken c)
        {
            var check = await register.CheckAsync(decision, c);
            var school = await register.FindForDecisionAsync(
                schoolId, version, caller, c, SchoolStatus.Applied, SchoolStatus.Pending, SchoolStatus.Active);
            var line = (await schools.FindCountyAsync(school.Details.CountyId, c))!;
            var after = school with { Details = school.Details with { SupervisingId = SchoolCheck.Supervising(check, supervisingId, line) } };
            check.ThrowIfAny();
            var happened = register.Event(
                schoolId, SchoolEventKind.Supervised, decision, caller,
                Name(line, school.Details.SupervisingId), Name(line, supervisingId));
            await register.SetBureausAsync(after, line, c);
            var written = await register.WriteAsync(school, after, happened, c);
            await cases.FollowBureauAsync(schoolId, school.Details.SupervisingId, supervisingId, c);
            return written;
        }
    }

    private static string? Name(BureauLine line, long id) =>
        line.Bureaus.FirstOrDefault(bureau => bureau.OrganizationId == id)?.Name;
}
