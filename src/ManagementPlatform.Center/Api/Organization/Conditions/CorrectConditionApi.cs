using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

internal static class CorrectConditionApi
{
    private static readonly Operation Operation = new("school_condition.correct", Permission.ManageConditions, "更正学校一个年度的办学条件")
    {
        Description = "提交更正后的全部栏目；未填的栏目视为清空，在籍学生数除外。",
        Request = ConditionContract.Example.Conditions,
        Response = ConditionContract.Example with { Version = 2 },
    };

    public static void MapCorrectCondition(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Put, "/schools/{schoolId:long}/conditions/{year:int}", Operation, CorrectAsync);

    private static async Task<Versioned<ConditionContract>> CorrectAsync(
        long schoolId,
        int year,
        SchoolConditionForm form,
        ExpectedVersion version,
        Caller caller,
        RecordSchoolCondition record,
        IMapper mapper,
        CancellationToken cancel)
    {
        var condition = await record.HandleAsync(schoolId, year, form, version.Value, caller, cancel);
        return Answer.Versioned(mapper.Map<ConditionContract>(condition), condition.RowVersion);
    }
}
