using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Organization;

namespace ManagementPlatform.Center.Api.Organization.Schools;

internal static class ListSchools
{
    private static readonly Operation Operation = new("school.list", Permission.ViewOrganization, "查询学校")
    {
        Description = "按名称拼音排序。`bureauId` 列出该教育部门辖区内或主管的学校；`name` 按名称的一部分或拼音开头查找；`code` 按学校标识码查找。",
        Response = Page<SchoolListContract>.Example(SchoolListContract.Example),
    };

    public static void MapListSchools(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/schools", Operation, ListAsync);

    private static async Task<Page<SchoolListContract>> ListAsync(
        PageRequest page,
        Caller caller,
        SchoolQueries queries,
        IMapper mapper,
        CancellationToken cancel,
        long? bureauId = null,
        long? supervisingId = null,
        string? status = null,
        string? typeCode = null,
        string? code = null,
        string? name = null)
    {
        var after = page.After<SchoolKey>() ?? SchoolKey.First;
        var filter = new SchoolFilter(bureauId, supervisingId, status, typeCode, code, name, after, page.Take);
        var schools = await queries.ListAsync(filter, caller.OrganizationId, cancel);
        return Answer.Page(
            page, schools, school => new SchoolKey(school.NamePinyin, school.SchoolId), mapper.Map<SchoolListContract>);
    }
}
