using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization;

internal static class ListOrganizations
{
    private static readonly Operation Operation = new("organization.list", Permission.ViewOrganization, "查询教育部门与学校")
    {
        Description = "教育部门全部可见，学校限本机构管理范围。`kind` 为 `ministry`、`province`、`city`、`county`、`school`；`regionCode` 含其下级。",
        Response = Page<OrganizationContract>.Example(OrganizationContract.Example),
    };

    public static void MapListOrganizations(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/organizations", Operation, ListAsync);

    private static async Task<Page<OrganizationContract>> ListAsync(
        PageRequest page,
        Caller caller,
        OrganizationQueries queries,
        IMapper mapper,
        CancellationToken cancel,
        Choice<Tier>? kind = null,
        long? parentId = null,
        string? regionCode = null,
        string? name = null)
    {
        var tier = kind is { } choice ? OrganizationNode.KindOf(choice.Value) : null;
        var filter = new OrganizationFilter(tier, parentId, regionCode, name, page.After<long>(), page.Take);
        var nodes = await queries.ListAsync(filter, caller.OrganizationId, cancel);
        return Answer.Page(page, nodes, node => node.OrganizationId, mapper.Map<OrganizationContract>);
    }
}
