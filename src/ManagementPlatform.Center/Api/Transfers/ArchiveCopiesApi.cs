using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Students;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Transfers;

namespace ManagementPlatform.Center.Api.Transfers;

/// <summary>电子档案备份: what the sending school keeps of a pupil who left.</summary>
internal static class ArchiveCopiesApi
{
    private static readonly Operation ListOperation = new("archive_copy.list", Permission.ViewStudents, "列出本单位保留的转出学生电子档案备份")
    {
        Response = Page<ArchiveCopyItem>.Example(ArchiveCopyItem.Of(ArchiveCopyContract.Kept)),
    };

    private static readonly Operation ReadOperation = new("archive_copy.read", Permission.ViewStudents, "查看一份电子档案备份（脱敏）")
    {
        Description = "学生转出时的学籍基本信息，由转出学校保留；转出学校及其主管部门可查看。",
        Response = ArchiveCopyContract.Of(ArchiveCopyContract.Kept),
    };

    public static void MapArchiveCopies(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/archive-copies").WithTags("转学");
        api.MapSecured(HttpMethod.Get, "", ListOperation, ListAsync);
        api.MapSecured(HttpMethod.Get, "/{copyId:long}", ReadOperation, ReadAsync);
    }

    private static async Task<Page<ArchiveCopyItem>> ListAsync(
        PageRequest page, Caller caller, ArchiveCopyQueries queries, CancellationToken cancel) =>
        Answer.Page(
            page, await queries.ListAsync(caller.OrganizationId, page.After<long>(), page.Take, cancel),
            copy => copy.CopyId, ArchiveCopyItem.Of);

    // Never changes: version 1.
    private static async Task<Versioned<ArchiveCopyContract>> ReadAsync(
        long copyId, Caller caller, ArchiveCopyQueries queries, CancellationToken cancel) =>
        Answer.Versioned(
            ArchiveCopyContract.Of(await queries.FindAsync(copyId, caller.OrganizationId, cancel) ?? throw Refused.NotFound("档案备份")), 1);
}

/// <summary>A copy in the list.</summary>
public sealed record ArchiveCopyItem(
    long CopyId, long StudentId, string Name, string StudentNumber, long SchoolId,
    string SchoolName, long? CaseId, DateTimeOffset TakenAt)
{
    public static ArchiveCopyItem Of(KeptCopy copy)
    {
        var form = copy.ToForm();
        return new(
            copy.CopyId, copy.StudentId, form.Name ?? "", Masking.StudentNumber(form.StudentNumber),
            copy.SchoolId, copy.SchoolName, copy.CaseId, copy.TakenAt);
    }
}

/// <summary>A copy with the form as it was, masked like a pupil's.</summary>
public sealed record ArchiveCopyContract(ArchiveCopyItem Copy, string BirthDate, StudentForm Form)
{
    internal static readonly KeptCopy Kept = new()
    {
        StudentId = 510_000_000_012_345,
        CopyId = 510_000_000_099_007,
        SchoolId = 510_000_000_000_045,
        SchoolName = "成都市武侯区晨光小学",
        CaseId = 510_000_000_099_001,
        TakenAt = new(2026, 10, 26, 1, 30, 0, TimeSpan.Zero),
        Content = System.Text.Json.JsonSerializer.Serialize(StudentExamples.Record.ToForm()),
    };

    public static ArchiveCopyContract Of(KeptCopy copy)
    {
        var form = copy.ToForm();
        return new(ArchiveCopyItem.Of(copy), Masking.BirthDate(form.BirthDate), MaskedForm.Of(form));
    }
}
