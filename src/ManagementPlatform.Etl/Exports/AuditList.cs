using System.Globalization;
using System.Runtime.CompilerServices;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Etl.Exports;

/// <summary>审计记录 of the organization and those below it, newest first, sealed or not yet.</summary>
internal static class AuditList
{
    private const int PageSize = 1_000;

    public static ExportedList Of(AuditQueries audit) => new(
        "audit", "审计记录", Permission.ViewAudit,
        ["编号", "时间", "账号编号", "用户名", "机构编号", "来源地址", "操作", "对象类型", "对象编号", "学生编号", "结果", "事由", "详情"],
        (wanted, caller, cancel) => RowsAsync(audit, wanted, caller, cancel));

    private static async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        AuditQueries audit, ListWanted wanted, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (filter, before) = (new AuditFilter(wanted.From, wanted.Until), long.MaxValue);
        while (true)
        {
            var page = await audit.PageAsync(filter, caller.OrganizationId, before, PageSize, cancel);
            foreach (var line in page)
                yield return Row(line);
            if (page.Count < PageSize)
                yield break;
            before = page[^1].AuditId;
        }
    }

    private static IReadOnlyList<string?> Row(AuditRecord line) =>
    [
        Number(line.AuditId), UserList.Time(line.OccurredAt), Number(line.UserId), line.UserName,
        Number(line.OrganizationId), line.RemoteAddress, line.Action, line.Entity, Number(line.EntityId),
        Number(line.StudentId), line.Result, line.Reason, line.Detail,
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
