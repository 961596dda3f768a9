using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

internal static class ListConditions
{
    private static readonly Operation Operation = new("school_condition.list", Permission.ViewOrganization, "查询一个年度各校的办学条件")
    {
        Description = "`reported=false` 列出该年度尚未填报的在办学校。",
        Response = Page<SchoolOfYearContract>.Example(
            new(510_000_000_000_045, "2151000045", "成都市武侯区晨光小学", 510_000_000_000_012, ConditionContract.Example.Conditions)),
    };

    public static void MapListConditions(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Get, "/school-conditions", Operation, ListAsync);

    private static async Task<Page<SchoolOfYearContract>> ListAsync(
        int year,
        PageRequest page,
        Caller caller,
        ConditionQueries queries,
        IMapper mapper,
        CancellationToken cancel,
        long? countyId = null,
        bool reported = true)
    {
        var filter = new ConditionFilter(year, countyId, reported, page.After<long>(), page.Take);
        var schools = await queries.OfYearAsync(filter, caller.OrganizationId, cancel);
        return Answer.Page(page, schools, school => school.SchoolId, mapper.Map<SchoolOfYearContract>);
    }
}

/// <summary>A school in the list of a year.</summary>
/// <param name="Conditions">Absent for a school that has not reported.</param>
public sealed record SchoolOfYearContract(
    long SchoolId, string? Code, string Name, long CountyId, SchoolConditionForm? Conditions);
