using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// Reads a pupil's files. A proof shows numbers in clear, so it is read like a reveal: for a purpose that the audit trail keeps.
/// </summary>
public sealed class OpenFile(IStudentStore students, IArchiveStore archive, CheckedFiles files, IUnitOfWork work)
{
    public async Task<OpenedFile> PhotoAsync(long studentId, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ViewStudents);
        var student = await FindAsync(studentId, caller, cancel);
        return await files.OpenAsync(student.PhotoHash ?? throw Refused.NotFound("照片"), StudentFileKind.Photo, cancel);
    }

    public async Task<OpenedFile> ProofAsync(
        long studentId, long fileId, string? purpose, Caller caller, CancellationToken cancel)
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
        return await files.OpenAsync(file.FileHash, file.FileName, cancel);
    }

    private async Task<Student> FindAsync(long studentId, Caller caller, CancellationToken cancel) =>
        ((await students.FindAsync([studentId], caller.OrganizationId, cancel)).SingleOrDefault() ?? throw Refused.NotFound("学生")).Student;
}
