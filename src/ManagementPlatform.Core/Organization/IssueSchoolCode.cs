using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>赋码: the province gives a school its 学校标识码, with which it begins to work (一校一码, docs/rules.md §2.3).</summary>
public sealed class IssueSchoolCode(SchoolRegister register, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.issue_code", IssueAsync, cancel);

        async Task<RegisteredSchool> IssueAsync(CancellationToken c)
        {
            if (caller.UserId != 0 && caller.Tier != Tier.Province)
                throw Refused.Forbidden("codes_are_the_provinces", "学校标识码由省级教育部门赋予。");
            (await register.CheckAsync(decision, c)).ThrowIfAny();
            var school = await register.FindForDecisionAsync(schoolId, version, caller, c, SchoolStatus.Pending);
            var code = await register.IssueAsync(schoolId, school.Type, school.Node.HomeCenter, decision.EffectiveOn, c)
                ?? throw Refused.Conflict("code_comes_later", "已向上级平台申请赋码，请等待结果。");
            var happened = register.Event(schoolId, SchoolEventKind.CodeIssued, decision, caller, after: code.Text);
            return await register.WriteAsync(school, school.WithCode(code).WithStatus(SchoolStatus.Active), happened, c);
        }
    }
}
