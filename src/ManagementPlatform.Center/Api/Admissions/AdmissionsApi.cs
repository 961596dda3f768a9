using ManagementPlatform.Center.Api.Conventions;
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
        Request = new AdmissionList(510_000_000_000_301, "202709", "11", [new("李思远", "L510107201603154821"), new("王小雨", "L510107201604020137", SeatNumber: "02")]),
        Response = new[] { AdmittedPupil.Example },
    };

    public static void MapAdmissions(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/admissions").WithTags("招生入学");
        api.MapSecured(HttpMethod.Post, "", AdmitOperation, AdmitAsync);
    }

    private static async Task<AdmittedPupil[]> AdmitAsync(AdmissionList list, Caller caller, AdmitGraduates admit, CancellationToken cancel) =>
        [.. (await admit.HandleAsync(list, caller, cancel)).Select(AdmittedPupil.Of)];
}

/// <summary>A pupil who is on the roll of his new school; the number is masked.</summary>
public sealed record AdmittedPupil(long StudentId, string Name, string StudentNumber, long ClassId, string StatusCode, string EntryMonth, int Version)
{
    public static readonly AdmittedPupil Example = new(
        510_000_000_012_345, "李思远", "L510107********4821", 510_000_000_000_301, PupilStatus.InSchool, "202709", 4);

    public static AdmittedPupil Of(Student pupil) => new(
        pupil.StudentId, pupil.Name, pupil.StudentNumber.ToString(), pupil.ClassId, pupil.StatusCode, pupil.EntryMonth, pupil.RowVersion);
}
