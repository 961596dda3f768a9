using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;

namespace ManagementPlatform.Center.Api.Transfers;

/// <summary>转学: the receiving school looks, sees what stands in the way, and asks.</summary>
internal static class TransfersApi
{
    private static readonly TransferRequest Wish = new(
        new LookUpKeys("李思远", "L510107201603154821"), "24", "02", Explanation: "家庭住址迁至锦江区");

    private static readonly Operation CheckOperation = new("transfer.check", Permission.StartCases, "转学预检：核对学生，列出全部阻碍")
    {
        Description = "由转入学校按姓名加学籍号（或身份证件号）查找学生；两项须一致，否则 2001。阻碍逐条说明由谁消除。每次查询记入审计。",
        Request = Wish,
        Response = TransferOutlookContract.Example,
    };

    private static readonly Operation RequestOperation = new("transfer.request", Permission.StartCases, "申请转学")
    {
        Description = "由转入学校提交；提交后该生冻结，办结、不通过或撤销后解除。`handsOverBlockers` 为真时，转出学校能消除的阻碍作为第一个环节交其清理。"
            + "`progressCode` 为监护人查询码，只显示这一次。",
        Request = Wish,
        Response = new SubmittedCaseContract("40718253", CaseContract.Example),
    };

    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/transfers").WithTags("转学");
        api.MapSecured(HttpMethod.Post, "/check", CheckOperation, CheckAsync);
        api.MapSecured(HttpMethod.Post, "", RequestOperation, RequestAsync);
    }

    private static async Task<TransferOutlookContract> CheckAsync(
        TransferRequest request, Caller caller, CheckTransfer check, CancellationToken cancel) =>
        TransferOutlookContract.Of(await check.HandleAsync(request, caller, cancel));

    private static async Task<Created<SubmittedCaseContract>> RequestAsync(
        TransferRequest request, Caller caller, RequestTransfer transfer, CaseAnswers answers, CancellationToken cancel) =>
        await answers.SubmittedAsync(await transfer.HandleAsync(request, caller, cancel), caller, cancel);
}

/// <summary>A case that was just submitted.</summary>
/// <param name="ProgressCode">For the guardian, shown this once.</param>
public sealed record SubmittedCaseContract(string ProgressCode, CaseContract Case);

/// <summary>What a transfer would look like.</summary>
public sealed record TransferOutlookContract(
    string Name, string SchoolName, string ProvinceCode, string Grade, string StatusCode, string Route,
    string RouteName, IReadOnlyList<string> Chain, IReadOnlyList<Blocker> Blockers, bool CanBeHandedOver)
{
    public static readonly TransferOutlookContract Example = new(
        "李思远", "成都市武侯区晨光小学", "510000", "24", "01", "across_counties", "跨县（区）转学",
        ["转入学校核办", "转入主管部门核办", "转出校验", "转出学校核办", "转出主管部门核办", "调档编班"],
        [new("open_business", "2002", "该生有正在办理的学籍业务。", "sending_school", "由转出学校办理")], true);

    public static TransferOutlookContract Of(TransferOutlook outlook) => new(
        outlook.Pupil.Name, outlook.Pupil.School.Name, outlook.Pupil.School.ProvinceCode,
        outlook.Pupil.Class.Grade.Code, outlook.Pupil.Status, outlook.Route.ToString(), TransferChains.Name(outlook.Route),
        [.. outlook.Nodes.Select(node => CaseNodes.Find(node).Name)], outlook.Blockers,
        outlook.CanBeHandedOver);
}
