using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Exports;

/// <summary>
/// 导出列表: schools, classes, staff, conditions, changes, users, audit, row by row from the database into the table. Every export is
/// in the audit trail before its first row leaves.
/// </summary>
public sealed class ExportList(ExportedLists lists, IUnitOfWork work, ExportLimits limits)
{
    /// <returns>How many rows went out.</returns>
    /// <exception cref="RefusalException">
    /// No such list, not allowed, no purpose, or more rows than the center lets out at once.
    /// </exception>
    public async Task<int> HandleAsync(
        ListWanted wanted, TableFormat format, Stream stream, Caller caller, CancellationToken cancel)
    {
        var list = lists.All.FirstOrDefault(l => l.Name == wanted.List) ?? throw Refused.NotFound("列表");
        await work.CommitAsync(caller, "export.list", _ => AdmitAsync(list, wanted, caller), cancel);
        await using var table = TableWriter.Create(stream, format, list.Title);
        await table.WriteAsync(list.Headers, cancel);
        var count = 0;
        await foreach (var row in list.Rows(wanted, caller, cancel))
        {
            if (++count > limits.Rows)
                throw Refused.Conflict("too_many_rows", $"一次最多导出{limits.Rows}行，请缩小范围。");
            await table.WriteAsync(row, cancel);
        }

        return count;
    }

    // Inside the unit of work, so that an attempt that is refused stands in the trail as well.
    private Task<bool> AdmitAsync(ExportedList list, ListWanted wanted, Caller caller)
    {
        caller.Demand(list.Permission);
        var purpose = wanted.Reveal ? RevealPurpose.Demand(wanted.Purpose, caller) : null;
        work.Audited(new AuditLine(
            Entity.Organization, null, Reason: purpose,
            Detail: new { list = wanted.List, wanted.Reveal, wanted.From, wanted.Until }));
        return Task.FromResult(true);
    }
}
