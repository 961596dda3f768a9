using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Storage.Cases;

/// <summary>The proof of a case that moved a pupil, as it goes into his archive.</summary>
internal static class CaseProof
{
    public static StudentFile Of(long studentId, long fileId, string hash, long uploadedBy, DateTimeOffset at) => new()
    {
        StudentId = studentId,
        FileId = fileId,
        Kind = StudentFileKind.Transfer,
        FileHash = hash,
        FileName = "转学证明材料",
        UploadedBy = uploadedBy,
        UploadedAt = at,
    };
}
