using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Files;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>A school puts a pupil's photo or a proof into his archive.</summary>
public sealed class AttachFile(
    IStudentStore students, IArchiveStore archive, CheckedFiles files, StudentFileLimits limits,
    IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    private const int LongestName = 120;

    /// <param name="kind">One of <see cref="StudentFileKind"/>.</param>
    /// <param name="version">The version of the pupil that the caller read.</param>
    public async Task<(StudentFile File, int Version)> HandleAsync(
        long studentId, int version, string? kind, string? fileName, Stream content, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.EditStudents);
        if (StudentFileKind.All.All(known => known.Code != kind))
            throw Refused.Invalid("unknown_code", "文件种类不正确。", "kind");
        var name = TypedText.Of(fileName) ?? kind!;
        if (name.Length > LongestName || !TypedText.IsClean(name))
            throw Refused.Invalid("bad_form", $"文件名不能超过{LongestName}个字符。", "fileName");

        // Who may not write the pupil shall not fill the disk either.
        await FindAsync(studentId, version, caller, cancel);
        var stored = await files.StoreAsync(content, limits.Of(kind!), cancel);
        return await work.CommitAsync(
            caller, "student.attach_file", c => AttachAsync(studentId, version, kind!, name, stored, caller, c), cancel);
    }

    private async Task<(StudentFile File, int Version)> AttachAsync(
        long studentId, int version, string kind, string name, StoredFile stored, Caller caller, CancellationToken cancel)
    {
        var student = await FindAsync(studentId, version, caller, cancel);
        var file = new StudentFile
        {
            StudentId = studentId,
            FileId = identifiers.Next(),
            Kind = kind,
            FileHash = stored.FileHash,
            FileName = name,
            UploadedBy = caller.UserId,
            UploadedAt = time.GetUtcNow(),
        };
        await archive.TouchAsync(student, kind == StudentFileKind.Photo ? stored.FileHash : student.PhotoHash, cancel);
        await archive.AddAsync(file, cancel);
        work.Changed(Entity.Student, studentId, version + 1);
        work.Audited(
            new AuditLine(Entity.Student, studentId, studentId, Detail: new { kind, stored.FileHash, stored.SizeBytes }));
        return (file, version + 1);
    }

    private async Task<Student> FindAsync(long studentId, int version, Caller caller, CancellationToken cancel)
    {
        var record = (await students.FindAsync([studentId], caller.OrganizationId, cancel)).SingleOrDefault()
            ?? throw Refused.NotFound("学生");
        return record.Student.RowVersion == version ? record.Student : throw Refused.Stale();
    }
}
