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
        Response = new SubmittedCaseContract(
            "40718253", CaseContract.Example with { Kind = KeyChangeCase.KindCode, KindName = "关键信息变更" }),
    };

    private static readonly Operation Reveal = new("key_change.reveal", Permission.RevealNumbers, "查看关键信息变更前后的完整值")
    {
        Description = "供核办时与证明材料核对；须说明用途，每次查看都记入审计日志。",
        OnlyReads = true,
        Request = new RevealRequest("核对户口簿"),
        Response = new[] { new RevealedChange("name", "李思远", "李思源") },
    };

    public static void MapKeyChanges(this IEndpointRouteBuilder api)
    {
        api.MapSecured(HttpMethod.Post, "/students/{studentId:long}/key-changes", Operation, RequestAsync);
        api.MapSecured(HttpMethod.Post, "/cases/{caseId:long}/key-change/reveal", Reveal, RevealAsync);
    }

    private static async Task<Created<SubmittedCaseContract>> RequestAsync(
        long studentId, KeyChangeRequest request, Caller caller, RequestKeyChange change,
        CaseAnswers answers, CancellationToken cancel) =>
        await answers.SubmittedAsync(await change.HandleAsync(studentId, request, caller, cancel), caller, cancel);

    private static async Task<IReadOnlyList<RevealedChange>> RevealAsync(
        long caseId, RevealRequest request, Caller caller, RevealKeyChange reveal, CancellationToken cancel) =>
        [.. (await reveal.HandleAsync(caseId, request.Purpose, caller, cancel)).Select(change => new RevealedChange(change.Field, change.Old, change.New))];

    /// <param name="Purpose">用途, 2 to 200 characters.</param>
    internal sealed record RevealRequest(string? Purpose);
}

/// <summary>A field before and after, in clear.</summary>
public sealed record RevealedChange(string Field, string? Old, string? New);
