using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>申请赋码: the bureau is done with an application, the school waits for its code (待赋码).</summary>
public sealed class SubmitSchool(SchoolRegister register, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.submit", SubmitAsync, cancel);

        async Task<RegisteredSchool> SubmitAsync(CancellationToken c)
        {
            (await register.CheckAsync(decision, c)).ThrowIfAny();
            var school = await register.FindForDecisionAsync(schoolId, version, caller, c, SchoolStatus.Applied);
            var happened = register.Event(schoolId, SchoolEventKind.Submitted, decision, caller);
            return await register.WriteAsync(school, school.WithStatus(SchoolStatus.Pending), happened, c);
        }
    }
}
