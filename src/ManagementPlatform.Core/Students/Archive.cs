using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Files;

namespace ManagementPlatform.Core.Students;

/// <summary>学籍档案: everything that is kept of a pupil beside the form, oldest first.</summary>
public sealed record Archive(
    StudentRecord Record,
    IReadOnlyList<NumberPeriod> Numbers,
    IReadOnlyList<EnrollmentRecord> Enrollments,
    IReadOnlyList<EnrollmentChange> Changes,
    IReadOnlyList<StudentRevision> Revisions,
    IReadOnlyList<StudentFile> Files,
    IReadOnlyList<ArchiveItem> Items);

/// <summary>A file of a pupil: the photo of the form, or a proof.</summary>
public sealed record StudentFile
{
    public required long StudentId { get; init; }
    public required long FileId { get; init; }

    /// <summary>One of <see cref="StudentFileKind"/>.</summary>
    public required string Kind { get; init; }

    public required string FileHash { get; init; }
    public required string FileName { get; init; }
    public required long UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

/// <summary>What a pupil's file shows.</summary>
/// <param name="Code">snake_case.</param>
public sealed record StudentFileKind(string Code, string Name)
{
    /// <summary>照片: a picture; all others may be a PDF as well.</summary>
    public const string Photo = "photo";

    /// <summary>The proof of a transfer, which comes into the archive with the pupil.</summary>
    public const string Transfer = "transfer";

    public static readonly IReadOnlyList<StudentFileKind> All =
    [
        new(Photo, "照片"),
        new("household", "户口簿"),
        new("identity", "身份证件"),
        new("orphan", "孤儿证明"),
        new("martyr", "烈士或优抚子女证明"),
        new("disability", "残疾证"),
        new("medical", "医院证明"),
        new("in_school", "在校就读证明"),
        new("application", "监护人申请"),
        new(Transfer, "转学证明材料"),
        new("other", "其他证明"),
    ];
}

/// <summary>How large the files of a pupil may be; settings of the center.</summary>
public sealed record StudentFileLimits(long PhotoBytes = 1024 * 1024, long ProofBytes = 5 * 1024 * 1024)
{
    public FileLimit Of(string kind) => kind == StudentFileKind.Photo
        ? new FileLimit([FileType.Jpeg, FileType.Png], PhotoBytes)
        : Proof;

    public FileLimit Proof => new([FileType.Jpeg, FileType.Png, FileType.Pdf], ProofBytes);
}

/// <summary>Something that belongs into the archive and not on the form.</summary>
public sealed record ArchiveItem
{
    public required long StudentId { get; init; }
    public required long ItemId { get; init; }

    /// <summary>One of <see cref="ArchiveCategory"/>.</summary>
    public required int Category { get; init; }

    public required DateOnly OccurredOn { get; init; }
    public required string Title { get; init; }
    public string? Content { get; init; }
    public string? FileHash { get; init; }
    public required long RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>The seven parts of the archive, as the national list has them; docs/rules.md §1.3.</summary>
public static class ArchiveCategory
{
    public static readonly IReadOnlyDictionary<int, string> Names = new Dictionary<int, string>
    {
        [1] = "学籍基础信息及信息变动情况",
        [2] = "学籍信息证明材料",
        [3] = "综合素质发展报告",
        [4] = "体质健康测试、健康体检、预防接种信息",
        [5] = "在校期间获奖信息",
        [6] = "享受资助信息",
        [7] = "省级教育行政部门规定的其他材料",
    };
}

/// <summary>What the archive keeps, in the database.</summary>
public interface IArchiveStore
{
    /// <summary>Null outside the scope.</summary>
    Task<Archive?> ReadAsync(long studentId, long scope, CancellationToken cancel);

    Task<StudentFile?> FindFileAsync(long studentId, long fileId, CancellationToken cancel);

    /// <summary>Moves the pupil's version on, over the one that was read, and puts a new photo in place.</summary>
    Task TouchAsync(Student student, string? photoHash, CancellationToken cancel);

    Task AddAsync(StudentFile file, CancellationToken cancel);

    Task AddAsync(ArchiveItem item, CancellationToken cancel);
}
