using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class ReadStudent
{
    private static readonly Operation Read = new("student.read", Permission.ViewStudents, "查看一名学生（脱敏）")
    {
        Response = StudentContract.Example,
    };

    private static readonly Operation Find = new("student.find", Permission.ViewStudents, "按学籍号或身份证件号查找本范围内的学生")
    {
        Description = "任何一个曾用学籍号都能找到；号码写在请求内容里，不写在地址里。",
        OnlyReads = true,
        Request = new FindRequest("L510107202003154821"),
        Response = StudentContract.Example,
    };

    private static readonly Operation Reveal = new("student.reveal", Permission.RevealNumbers, "查看一名学生的完整信息")
    {
        Description = "须说明用途；每次查看都记入审计日志。",
        OnlyReads = true,
        Request = new RevealRequest("核对身份证件"),
        Response = StudentContract.Revealed(StudentExamples.Record),
    };

    private static readonly Operation LookUp = new("student.look_up", Permission.ViewStudents, "在全中心按两项信息查找一名学生")
    {
        Description = "姓名与学籍号（或身份证件号）须同时相符，只返回一名学生的去向；每次查询都记入审计日志。",
        OnlyReads = true,
        Request = new LookUpKeys("李思远", "L510107202003154821"),
        Response = new StudentHit
        {
            StudentId = 510_000_000_012_345, StudentNumber = StudentNumber.Parse("L510107202003154821"),
            NumberState = NumberState.Pending, Name = "李思远", SchoolName = "成都市武侯区晨光小学", RegionCode = "510107",
            Grade = "21", StatusCode = "01", OnRoll = true,
        },
    };

    public static void MapReadStudent(this IEndpointRouteBuilder students)
    {
        students.MapSecured(HttpMethod.Get, "/{studentId:long}", Read, ReadAsync);
        students.MapSecured(HttpMethod.Post, "/find", Find, FindAsync);
        students.MapSecured(HttpMethod.Post, "/{studentId:long}/reveal", Reveal, RevealAsync);
        students.MapSecured(HttpMethod.Post, "/look-up", LookUp, LookUpAsync);
    }

    private static async Task<Versioned<StudentContract>> ReadAsync(
        long studentId, Caller caller, StudentQueries queries, CancellationToken cancel) =>
        Found(await queries.FindAsync(studentId, caller.OrganizationId, cancel));

    private static async Task<Versioned<StudentContract>> FindAsync(
        FindRequest request, Caller caller, StudentQueries queries, CancellationToken cancel)
    {
        if (request.StudentNumber is { } number)
        {
            return StudentNumber.TryParse(number, out var parsed, out var numberFault)
                ? Found(await queries.FindByNumberAsync(parsed, caller.OrganizationId, cancel))
                : throw Refused.Invalid("bad_student_number", numberFault.Text() + "。", "studentNumber");
        }

        var type = request.DocumentType ?? IdentityDocumentType.CitizenId;
        return IdentityDocument.TryParse(type, request.DocumentNumber, out var document, out var fault)
            ? Found(await queries.FindByDocumentAsync(document!, caller.OrganizationId, cancel))
            : throw Refused.Invalid("bad_document_number", fault.Text(type) + "。", "documentNumber");
    }

    private static async Task<Versioned<StudentContract>> RevealAsync(
        long studentId, RevealRequest request, Caller caller, RevealStudent reveal, CancellationToken cancel)
    {
        var record = await reveal.HandleAsync(studentId, request.Purpose, caller, cancel);
        return Answer.Versioned(StudentContract.Revealed(record), record.Student.RowVersion);
    }

    private static Task<StudentHit> LookUpAsync(LookUpKeys keys, Caller caller, LookUpStudent lookUp, CancellationToken cancel) =>
        lookUp.HandleAsync(keys, caller, cancel);

    private static Versioned<StudentContract> Found(StudentRecord? record) => record is null
        ? throw Refused.NotFound("学生")
        : Answer.Versioned(StudentContract.Masked(record), record.Student.RowVersion);

    /// <summary>One of the two; a citizen ID unless another type is said.</summary>
    internal sealed record FindRequest(string? StudentNumber = null, string? DocumentType = null, string? DocumentNumber = null);

    /// <param name="Purpose">用途, 2 to 200 characters.</param>
    internal sealed record RevealRequest(string? Purpose);
}
