using AutoMapper;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Center.Api.Organization.Conditions;

internal static class ReportConditionApi
{
    private static readonly Operation Operation = new("school_condition.report", Permission.ManageConditions, "填报学校一个年度的办学条件")
    {
        Description = "数据时点为该年 9 月 1 日。一次检查全部栏目，逐项说明错误。本学年的在籍学生数可不填，由系统按学籍库计数。",
        Request = new ConditionReport(2026, ConditionContract.Example.Conditions),
        Response = ConditionContract.Example,
    };

    public static void MapReportCondition(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/schools/{schoolId:long}/conditions", Operation, ReportAsync);

    private static async Task<Created<ConditionContract>> ReportAsync(
        long schoolId,
        ConditionReport report,
        Caller caller,
        RecordSchoolCondition record,
        IMapper mapper,
        CancellationToken cancel)
    {
        var condition = await record.HandleAsync(schoolId, report.Year, report.Conditions, version: null, caller, cancel);
        return Answer.Created(
            $"/schools/{schoolId}/conditions/{condition.Year}", mapper.Map<ConditionContract>(condition), condition.RowVersion);
    }
}

/// <summary>The first report of a year.</summary>
public sealed record ConditionReport(int Year, SchoolConditionForm Conditions);
