using System.Security.Cryptography;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>A file of a pupil, opened.</summary>
public sealed record OpenedFile(Stream Content, string MediaType, string FileName);

/// <summary>Reads a pupil's files. A proof shows numbers in clear, so it is read like a reveal: for a purpose that the audit trail keeps.</summary>
public sealed class OpenFile(IStudentStore students, IArchiveStore archive, IFileStore files, IUnitOfWork work)
{
    public async Task<OpenedFile> PhotoAsync(long studentId, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ViewStudents);
        var student = await FindAsync(studentId, caller, cancel);
        return await OpenAsync(student.PhotoHash ?? throw Refused.NotFound("照片"), StudentFileKind.Photo, cancel);
    }

    public async Task<OpenedFile> ProofAsync(long studentId, long fileId, string? purpose, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.RevealNumbers);
        var reason = RevealStudent.Purpose(purpose);
        var file = await work.CommitAsync(
            caller,
            "student.open_file",
            async c =>
            {
                await FindAsync(studentId, caller, c);
                var found = await archive.FindFileAsync(studentId, fileId, c) ?? throw Refused.NotFound("文件");
                work.Audited(new AuditLine(Entity.Student, studentId, studentId, reason, new { fileId }));
                return found;
            },
            cancel);
        return await OpenAsync(file.FileHash, file.FileName, cancel);
    }

    private async Task<Student> FindAsync(long studentId, Caller caller, CancellationToken cancel) =>
        ((await students.FindAsync([studentId], caller.OrganizationId, cancel)).SingleOrDefault() ?? throw Refused.NotFound("学生")).Student;

    // A file whose bytes are not what its name says is damaged or was put there by somebody else.
    private async Task<OpenedFile> OpenAsync(string hash, string name, CancellationToken cancel)
    {
        var stored = await files.FindAsync(hash, cancel) ?? throw Refused.NotFound("文件");
        var content = files.Open(hash);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != hash)
        {
            await content.DisposeAsync();
            throw new IOException("A stored file does not have the content of its name.");
        }

        content.Position = 0;
        return new OpenedFile(content, stored.MediaType, name);
    }
}
