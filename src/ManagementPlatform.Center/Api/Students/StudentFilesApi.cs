using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

internal static class StudentFilesApi
{
    // Above every limit that a center can set sensibly; the store counts to the limit itself.
    private const long MaxBody = 50 * 1024 * 1024;

    private static readonly Operation PutPhoto = new("student.put_photo", Permission.EditStudents, "上传学生照片")
    {
        Accepts = [FileType.Jpeg, FileType.Png], MaxBody = MaxBody, Response = FileContract.Example,
    };

    private static readonly Operation GetPhoto = new("student.get_photo", Permission.ViewStudents, "查看学生照片")
    {
        Produces = [FileType.Jpeg, FileType.Png],
    };

    private static readonly Operation Attach = new("student.attach_file", Permission.EditStudents, "上传一份证明材料")
    {
        Description = "kind：" + string.Join("、", StudentFileKind.All.Select(kind => $"{kind.Code} {kind.Name}")) + "。类型按文件内容判断。",
        Accepts = [FileType.Jpeg, FileType.Png, FileType.Pdf], MaxBody = MaxBody, Response = FileContract.Example,
    };

    private static readonly Operation Open = new("student.open_file", Permission.RevealNumbers, "查看一份证明材料")
    {
        Description = "须说明用途；每次查看都记入审计日志。",
        OnlyReads = true,
        Request = new OpenRequest("核对户口簿"),
        Produces = [FileType.Jpeg, FileType.Png, FileType.Pdf],
    };

    public static void MapStudentFiles(this IEndpointRouteBuilder students)
    {
        students.MapSecured(HttpMethod.Put, "/{studentId:long}/photo", PutPhoto, PutPhotoAsync);
        students.MapSecured(HttpMethod.Get, "/{studentId:long}/photo", GetPhoto, GetPhotoAsync);
        students.MapSecured(HttpMethod.Post, "/{studentId:long}/files", Attach, AttachAsync);
        students.MapSecured(HttpMethod.Post, "/{studentId:long}/files/{fileId:long}/open", Open, OpenAsync);
    }

    private static async Task<Versioned<FileContract>> PutPhotoAsync(
        long studentId, ExpectedVersion version, HttpRequest request, Caller caller, AttachFile attach, CancellationToken cancel)
    {
        var (file, newVersion) = await attach.HandleAsync(
            studentId, version.Value, StudentFileKind.Photo, null, request.Body, caller, cancel);
        return Answer.Versioned(FileContract.Of(file), newVersion);
    }

    private static async Task<IResult> GetPhotoAsync(long studentId, Caller caller, OpenFile open, CancellationToken cancel)
    {
        var photo = await open.PhotoAsync(studentId, caller, cancel);
        return TypedResults.Stream(photo.Content, photo.MediaType);
    }

    private static async Task<Created<FileContract>> AttachAsync(
        long studentId, ExpectedVersion version, HttpRequest request, Caller caller, AttachFile attach, CancellationToken cancel,
        string? kind = null, string? fileName = null)
    {
        var (file, newVersion) = await attach.HandleAsync(studentId, version.Value, kind, fileName, request.Body, caller, cancel);
        return Answer.Created($"/students/{studentId}/files/{file.FileId}", FileContract.Of(file), newVersion);
    }

    private static async Task<IResult> OpenAsync(
        long studentId, long fileId, OpenRequest request, Caller caller, OpenFile open, CancellationToken cancel)
    {
        var file = await open.ProofAsync(studentId, fileId, request.Purpose, caller, cancel);
        return TypedResults.Stream(file.Content, file.MediaType, file.FileName);
    }

    internal sealed record OpenRequest(string? Purpose);
}

/// <summary>A file of a pupil's archive.</summary>
public sealed record FileContract(long FileId, string Kind, string FileName, string FileHash, DateTimeOffset UploadedAt)
{
    public static readonly FileContract Example =
        new(510_000_000_088_001, "household", "户口簿.pdf", new string('a', 64), new(2026, 9, 1, 1, 30, 0, TimeSpan.Zero));

    public static FileContract Of(StudentFile file) => new(file.FileId, file.Kind, file.FileName, file.FileHash, file.UploadedAt);
}
