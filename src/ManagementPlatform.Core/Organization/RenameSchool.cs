using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>更名. The code stays (<see cref="SchoolCodeLifeCycle.Rename"/>).</summary>
public sealed class RenameSchool(SchoolRegister register, IUnitOfWork work)
{
    public async Task<RegisteredSchool> HandleAsync(
        long schoolId, int version, string? name, SchoolDecision decision, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ManageSchools);
        return await work.CommitAsync(caller, "school.rename", RenameAsync, cancel);

        async Task<RegisteredSchool> RenameAsync(CancellationToken c)
        {
            var check = await register.CheckAsync(decision, c);
            var newName = SchoolCheck.Name(check, name);
            check.ThrowIfAny();
            var school = await register.FindForDecisionAsync(
                schoolId, version, caller, c, SchoolStatus.Applied, SchoolStatus.Pending, SchoolStatus.Active);
            var node = school.Node with { Name = newName, NamePinyin = OrganizationNode.PinyinOf(newName, check.Reference.Pinyin) };
            var happened = register.Event(schoolId, SchoolEventKind.Renamed, decision, caller, school.Node.Name, newName);
            return await register.WriteAsync(school, school with { Node = node }, happened, c);
        }
    }
}
