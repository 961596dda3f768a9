using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization;

internal static class ReadOrganization
{
    private static readonly Operation Operation = new("organization.read", Permission.ViewOrganization, "查看一个教育部门或学校")
    {
        Response = OrganizationContract.Example,
    };

    public static void MapReadOrganization(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/organizations/{organizationId:long}", Operation, ReadAsync);

    private static async Task<Versioned<OrganizationContract>> ReadAsync(
        long organizationId, Caller caller, OrganizationQueries queries, IMapper mapper, CancellationToken cancel)
    {
        var node = await queries.FindAsync(organizationId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("机构");
        return Answer.Versioned(mapper.Map<OrganizationContract>(node), node.RowVersion);
    }
}
