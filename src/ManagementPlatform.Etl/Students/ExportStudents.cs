using System.Runtime.CompilerServices;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>Which pupils go out, and how.</summary>
/// <param name="SchoolId">One school; null for every school in the caller's scope.</param>
/// <param name="OnRoll">在籍, or those who have left.</param>
/// <param name="Reveal">Numbers, birth dates, telephones and addresses in clear: demands the permission and a purpose.</param>
public sealed record StudentExport(
    TableFormat Format, long? SchoolId = null, long? ClassId = null, string? Grade = null, bool OnRoll = true,
    bool Reveal = false, string? Purpose = null);

/// <summary>
/// 导出学生: school by school in the order of its list, a page at a time, so that neither memory nor a long read grows with the
/// province. Cut to the caller's scope in SQL; every export is in the audit trail before its first row leaves.
/// </summary>
public sealed class ExportStudents(
    StudentQueries students, ImportQueries queries, IStudentStore store, StudentColumnSet columnSet,
    IReferenceData reference, IUnitOfWork work, ExportLimits limits)
{
    private const int PageSize = 500;

    /// <param name="progress">Rows written.</param>
    /// <returns>How many pupils went out.</returns>
    /// <exception cref="RefusalException">Not allowed, no purpose, or more rows than the center lets out at once.</exception>
    public async Task<int> HandleAsync(
        StudentExport export, Stream stream, Caller caller, Action<int>? progress, CancellationToken cancel)
    {
        await AdmitAsync(export, caller, cancel);
        var columns = new StudentExportColumns(
            await columnSet.GetAsync(cancel), await reference.GetAsync(cancel), isMasked: !export.Reveal);
        await using var table = TableWriter.Create(stream, export.Format, "学生");
        await table.WriteAsync(columns.Headers, cancel);
        var count = 0;
        await foreach (var row in RowsAsync(export, caller, cancel))
        {
            if (++count > limits.Rows)
                throw Refused.Invalid("export_too_large", $"一次最多导出{limits.Rows}名学生，请缩小范围。");
            await table.WriteAsync(columns.Row(row), cancel);
            if (count % PageSize == 0)
                progress?.Invoke(count);
        }

        progress?.Invoke(count);
        return count;
    }

    /// <summary>Refuses what is not allowed, and writes the audit line.</summary>
    private async Task AdmitAsync(StudentExport export, Caller caller, CancellationToken cancel)
    {
        caller.Demand(Permission.ExportStudents);
        var purpose = export.Reveal ? RevealPurpose.Demand(export.Purpose, caller) : TypedText.Of(export.Purpose);
        if (export.SchoolId is { } school && !await students.SeesSchoolAsync(school, caller.OrganizationId, cancel))
            throw Refused.NotFound("学校");
        await work.CommitAsync(caller, "student.export", _ =>
        {
            work.Audited(new AuditLine(
                Entity.School, export.SchoolId, Reason: purpose,
                Detail: new { export.ClassId, export.Grade, export.OnRoll, export.Reveal }));
            return Task.FromResult(true);
        }, cancel);
    }

    private async IAsyncEnumerable<StudentToExport> RowsAsync(
        StudentExport export, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var school in await queries.VisibleSchoolsAsync(caller.OrganizationId, export.SchoolId, cancel))
        {
            var filter = new StudentFilter(school.SchoolId, export.OnRoll, export.ClassId, export.Grade);
            StudentKey? after = null;
            while (true)
            {
                var page = await students.PageAsync(filter, after, PageSize, caller.OrganizationId, cancel);
                var records = (await store.FindAsync([.. page.Select(p => p.StudentId)], caller.OrganizationId, cancel))
                    .ToDictionary(record => record.Student.StudentId);
                foreach (var item in page.Where(p => records.ContainsKey(p.StudentId)))
                    yield return new StudentToExport(
                        records[item.StudentId].ToForm(), school.Code ?? "", item.Grade, item.ClassName);
                if (page.Count < PageSize)
                    break;
                after = new StudentKey(page[^1].NamePinyin, page[^1].StudentId);
            }
        }
    }
}
