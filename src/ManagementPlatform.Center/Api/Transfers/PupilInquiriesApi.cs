using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Transfers;

namespace ManagementPlatform.Center.Api.Transfers;

/// <summary>调档查询: before a pupil of another province can be asked for.</summary>
internal static class PupilInquiriesApi
{
    private static readonly PupilInquiryContract Waiting = new(
        440_000_000_099_001, PupilInquiryContract.Pending, "待全国中心答复", "李思远",
        new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), null, null);

    private static readonly Operation AskOperation = new("pupil_inquiry.ask", Permission.StartCases, "发起调档查询：查找学籍在外省的学生")
    {
        Description = "由转入学校按姓名加学籍号（或身份证件号）提交，经全国中心核对后答复；两项须一致，答复只说明是否相符。"
            + "相符的，学生档案以只读方式送到本省，随后可申请转学。每次查询记入审计。",
        Request = new PupilInquiryRequest(new LookUpKeys("李思远", "L510107201603154821")),
        Response = Waiting,
    };

    private static readonly Operation ReadOperation = new("pupil_inquiry.read", Permission.StartCases, "查看一次调档查询的答复")
    {
        Response = Waiting with
        {
            State = PupilInquiryAnswer.Found, StateName = "已找到，可申请转学",
            AnsweredAt = new(2026, 10, 12, 1, 40, 0, TimeSpan.Zero), StudentId = 510_000_000_012_345,
        },
    };

    public static void MapPupilInquiries(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/pupil-inquiries").WithTags("转学");
        api.MapSecured(HttpMethod.Post, "", AskOperation, AskAsync);
        api.MapSecured(HttpMethod.Get, "/{inquiryId:long}", ReadOperation, ReadAsync);
    }

    private static async Task<Created<PupilInquiryContract>> AskAsync(
        PupilInquiryRequest request, Caller caller, AskForPupil ask, InquiryQueries queries, CancellationToken cancel)
    {
        var inquiry = await ask.HandleAsync(request.Keys, caller, cancel);
        var asked = await queries.FindAsync(inquiry.InquiryId, caller.OrganizationId, cancel);
        return Answer.Created($"/pupil-inquiries/{inquiry.InquiryId}", PupilInquiryContract.Of(asked!), 1);
    }

    private static async Task<PupilInquiryContract> ReadAsync(
        long inquiryId, Caller caller, InquiryQueries queries, CancellationToken cancel) =>
        PupilInquiryContract.Of(
            await queries.FindAsync(inquiryId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("调档查询"));
}

/// <summary>Whom a school looks for: name, and student number or document.</summary>
public sealed record PupilInquiryRequest(LookUpKeys Keys);

/// <summary>An inquiry as those see it who may see the school that asked.</summary>
/// <param name="State"><c>pending</c>, <c>found</c> or <c>no_match</c>.</param>
/// <param name="StudentId">The pupil, once his record has arrived.</param>
public sealed record PupilInquiryContract(
    long InquiryId, string State, string StateName, string Name, DateTimeOffset AskedAt,
    DateTimeOffset? AnsweredAt, long? StudentId)
{
    internal const string Pending = "pending";

    public static PupilInquiryContract Of(AskedPupil asked) => new(
        asked.InquiryId, asked.State ?? Pending, NameOf(asked), asked.Name, asked.AskedAt, asked.AnsweredAt, asked.StudentId);

    private static string NameOf(AskedPupil asked) => asked.State switch
    {
        null => "待全国中心答复",
        PupilInquiryAnswer.NoMatch => "2001 未找到姓名与号码一致的学生",
        _ => asked.StudentId is null ? "已找到，档案传送中" : "已找到，可申请转学",
    };
}
