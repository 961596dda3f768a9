using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

internal static class ReadConditions
{
    private static readonly Operation ReadAll = new("school_condition.read_all", Permission.ViewOrganization, "查看一所学校历年的办学条件")
    {
        Response = new[] { ConditionContract.Example },
    };

    private static readonly Operation ReadOne = new("school_condition.read", Permission.ViewOrganization, "查看一所学校一个年度的办学条件")
    {
        Response = ConditionContract.Example,
    };

    public static void MapReadConditions(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}/conditions", ReadAll, ReadAllAsync);
        api.MapSecured(HttpMethod.Get, "/schools/{schoolId:long}/conditions/{year:int}", ReadOne, ReadOneAsync);
    }

    private static async Task<IReadOnlyList<ConditionContract>> ReadAllAsync(
        long schoolId, Caller caller, ISchoolStandings schools, ConditionQueries queries,
        IMapper mapper, CancellationToken cancel)
    {
        _ = await schools.FindAsync(schoolId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("学校");
        return [.. (await queries.OfSchoolAsync(schoolId, caller.OrganizationId, cancel)).Select(mapper.Map<ConditionContract>)];
    }

    private static async Task<Versioned<ConditionContract>> ReadOneAsync(
        long schoolId, int year, Caller caller, ConditionQueries queries, IMapper mapper, CancellationToken cancel)
    {
        var condition = (await queries.OfSchoolAsync(schoolId, caller.OrganizationId, cancel)).FirstOrDefault(c => c.Year == year)
            ?? throw Refused.NotFound("办学条件");
        return Answer.Versioned(mapper.Map<ConditionContract>(condition), condition.RowVersion);
    }
}
