using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Transfers;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Corrections;

namespace ManagementPlatform.Center.Api.Corrections;

/// <summary>双重学籍: two records of one pupil become one.</summary>
internal static class DuplicatesApi
{
    private static readonly Operation Open = new("duplicate.open", Permission.StartCases, "发起双重学籍联合核办")
    {
        Description = "由任一方学校或主管部门发起；另一份学籍按姓名加学籍号（或身份证件号）查找，或取自本学籍的问题学籍记录。"
            + "双方主管部门各在 `choice` 填写保留的学籍，不一致时由共同上级仲裁；`content` 列出建议保留的学籍及理由。"
            + "另一份学籍归属外省的，须先由国家中心下达（全国查重判定重复时自动下达，或先发起调档查询）；双方各在本省数据中心核办，不一致时由教育部仲裁。",
        Request = new JointCaseRequest(510_000_000_012_345, new LookUpKeys("李思远", "L510107202003154821"), "转入时重复建籍"),
        Response = new SubmittedCaseContract(
            "40718253", CaseContract.Example with { Kind = DuplicateCase.KindCode, KindName = "双重学籍联合核办" }),
    };

    private static readonly Operation Read = new("duplicate.read_merger", Permission.ViewStudents, "查看已并入的学籍现由哪一份学籍代表")
    {
        Response = new Merger
        {
            StudentId = 510_000_000_012_345, SurvivorId = 510_000_000_012_399,
            SurvivorSchoolName = "成都市锦江区星河小学", CaseId = 510_000_000_099_004,
            MergedAt = new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero),
        },
    };

    public static void MapDuplicates(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/duplicate-cases", Open, OpenAsync);
        api.MapSecured(HttpMethod.Get, "/students/{studentId:long}/merger", Read, ReadAsync);
    }

    private static async Task<Created<SubmittedCaseContract>> OpenAsync(
        JointCaseRequest request, Caller caller, OpenJointCase open, CaseAnswers answers, CancellationToken cancel) =>
        await answers.SubmittedAsync(await open.HandleAsync(request, caller, cancel), caller, cancel);

    private static async Task<Merger> ReadAsync(long studentId, Caller caller, MergeQueries queries, CancellationToken cancel) =>
        await queries.FindAsync(studentId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("合并记录");
}
