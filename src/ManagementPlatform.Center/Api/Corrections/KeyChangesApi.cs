using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Center.Api.Corrections;

/// <summary>关键信息变更.</summary>
internal static class KeyChangesApi
{
    private static readonly Operation Operation = new("key_change.request", Permission.StartCases, "申请关键信息变更")
    {
        Description = "由学生所在学校提交姓名、性别、出生日期、身份证件类型、身份证件号（民族可一并变更）的变更，须先上传证明材料。"
            + "学校核办、主管部门核办、自动查重通过后生效，旧值永久保留；正式学籍号（G）不变。",
        Request = new KeyChangeRequest(new KeyFields(Name: "李思源"), new string('a', 64), "户口簿姓名更正"),
        Response = new SubmittedCaseContract("40718253", CaseContract.Example with { Kind = KeyChangeCase.KindCode, KindName = "关键信息变更" }),
    };

    public static void MapKeyChanges(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/students/{studentId:long}/key-changes", Operation, RequestAsync);

    private static async Task<Created<SubmittedCaseContract>> RequestAsync(
        long studentId, KeyChangeRequest request, Caller caller, RequestKeyChange change, CaseAnswers answers, CancellationToken cancel) =>
        await answers.SubmittedAsync(await change.HandleAsync(studentId, request, caller, cancel), caller, cancel);
}
