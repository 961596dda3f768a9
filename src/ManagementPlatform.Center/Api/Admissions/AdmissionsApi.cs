using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Transfers;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Admissions;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Admissions;

/// <summary>招生入学: the next school takes over those who have finished a stage.</summary>
internal static class AdmissionsApi
{
    private static readonly Operation AdmitOperation = new("admission.admit", Permission.RegisterStudents, "按名单录取毕业生（学籍号不变）")
    {
        Description = "名单每行为姓名和学籍号，两项须一致；一份名单最多 1000 人，逐行说明全部错误，有错则全部不录取。"
            + "录取后学籍转入本校并恢复在读，入学年月和入学方式更新，原学校保留电子档案备份。外省毕业的请办理毕业后跨省就学。",
        Request = new AdmissionList(510_000_000_000_301, "202709", "11",
            [new("李思远", "L510107201603154821"), new("王小雨", "L510107201604020137", SeatNumber: "02")]),
        Response = new[] { AdmittedPupil.Example },
    };

    private static readonly Operation CrossProvinceOperation = new("admission.cross_province", Permission.StartCases, "申请毕业后跨省就学")
    {
        Description = "由接收学校提交，办理环节与跨省转学相同，办理时间另有规定（8月15日至12月14日、3月1日至5月31日，省级可缩短）。"
            + "小学六年级只接收五年制小学的毕业生。`progressCode` 为监护人查询码，只显示这一次。",
        Request = new CrossProvinceAdmissionRequest(
            "李思远", "L510107201603154821", "1", "510000", "31", "随父母务工迁居重庆", "202709", "12"),
        Response = new SubmittedCaseContract(
            "40718253", CaseContract.Example with { Kind = CrossProvinceAdmission.KindCode, KindName = "毕业后跨省就学" }),
    };

    public static void MapAdmissions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/admissions").WithTags("招生入学");
        api.MapSecured(HttpMethod.Post, "", AdmitOperation, AdmitAsync);
        api.MapSecured(HttpMethod.Post, "/cross-province", CrossProvinceOperation, RequestAsync);
    }

    private static async Task<AdmittedPupil[]> AdmitAsync(
        AdmissionList list, Caller caller, AdmitGraduates admit, CancellationToken cancel) =>
        [.. (await admit.HandleAsync(list, caller, cancel)).Select(AdmittedPupil.Of)];

    private static async Task<Created<SubmittedCaseContract>> RequestAsync(
        CrossProvinceAdmissionRequest request, Caller caller, RequestCrossProvinceAdmission admission,
        CaseAnswers answers, CancellationToken cancel) =>
        await answers.SubmittedAsync(await admission.HandleAsync(request, caller, cancel), caller, cancel);
}

/// <summary>A pupil who is on the roll of his new school; the number is masked.</summary>
public sealed record AdmittedPupil(
    long StudentId, string Name, string StudentNumber, long ClassId, string StatusCode, string EntryMonth, int Version)
{
    public static readonly AdmittedPupil Example = new(
        510_000_000_012_345, "李思远", "L510107********4821", 510_000_000_000_301, PupilStatus.InSchool, "202709", 4);

    public static AdmittedPupil Of(Student pupil) => new(
        pupil.StudentId, pupil.Name, pupil.StudentNumber.ToString(), pupil.ClassId,
        pupil.StatusCode, pupil.EntryMonth, pupil.RowVersion);
}
