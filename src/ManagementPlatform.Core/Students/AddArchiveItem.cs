using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>An entry of the archive as a school writes it.</summary>
/// <param name="Category">1 to 7, see <see cref="ArchiveCategory"/>.</param>
/// <param name="FileId">A file of the same pupil that belongs to it.</param>
public sealed record ArchiveItemForm(
    int? Category = null, DateOnly? OccurredOn = null, string? Title = null, string? Content = null, long? FileId = null);

/// <summary>A school adds an award, an examination, aid … to a pupil's archive (学籍档案).</summary>
public sealed class AddArchiveItem(
    IStudentStore students, IArchiveStore archive, IUnitOfWork work, IIdentifiers identifiers, TimeProvider time)
{
    private const int LongestTitle = 120, LongestContent = 2000;

    /// <param name="version">The version of the pupil that the caller read.</param>
    public Task<(ArchiveItem Item, int Version)> HandleAsync(
        long studentId, int version, ArchiveItemForm form, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.EditStudents);
        var problems = Problems(form).ToList();
        return problems.Count > 0
            ? throw Refused.Invalid(problems)
            : work.CommitAsync(caller, "student.add_archive_item", c => AddAsync(studentId, version, form, caller, c), cancel);
    }

    private async Task<(ArchiveItem Item, int Version)> AddAsync(
        long studentId, int version, ArchiveItemForm form, Caller caller, CancellationToken cancel)
    {
        var record = (await students.FindAsync([studentId], caller.OrganizationId, cancel)).SingleOrDefault()
            ?? throw Refused.NotFound("学生");
        if (record.Student.RowVersion != version)
            throw Refused.Stale();
        var file = form.FileId is not { } fileId ? null
            : await archive.FindFileAsync(studentId, fileId, cancel)
                ?? throw Refused.Invalid("file_not_found", "没有这个文件。", "fileId");
        var item = new ArchiveItem
        {
            StudentId = studentId,
            ItemId = identifiers.Next(),
            Category = form.Category!.Value,
            OccurredOn = form.OccurredOn!.Value,
            Title = TypedText.Of(form.Title)!,
            Content = TypedText.Of(form.Content),
            FileHash = file?.FileHash,
            RecordedBy = caller.UserId,
            RecordedAt = time.GetUtcNow(),
        };
        await archive.TouchAsync(record.Student, record.Student.PhotoHash, cancel);
        await archive.AddAsync(item, cancel);
        work.Changed(Entity.Student, studentId, version + 1);
        work.Audited(new AuditLine(Entity.Student, studentId, studentId, Detail: new { item.ItemId, item.Category }));
        return (item, version + 1);
    }

    private IEnumerable<Problem> Problems(ArchiveItemForm form)
    {
        if (form.Category is not { } category || !ArchiveCategory.Names.ContainsKey(category))
            yield return new Problem("unknown_code", "档案类别应为1至7。", "category");
        if (form.OccurredOn is not { } day || day > BeijingTime.Today(time))
            yield return new Problem("bad_date", "日期必须填写，且不能晚于今天。", "occurredOn");
        if (TypedText.Of(form.Title) is not { Length: <= LongestTitle } title || !TypedText.IsClean(title))
            yield return new Problem("bad_form", $"标题应为1至{LongestTitle}个字符。", "title");
        if (form.Content is { } content && (content.Length > LongestContent || !IsCleanText(content)))
            yield return new Problem("bad_form", $"内容不能超过{LongestContent}个字符。", "content");
    }

    // A longer text may have lines.
    private static bool IsCleanText(string text) =>
        TypedText.IsClean(text.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' '));
}
