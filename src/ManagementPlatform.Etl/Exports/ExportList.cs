using System.Globalization;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Exports;

/// <summary>导出列表: schools, classes, staff, conditions, changes, row by row from the database into the table.</summary>
public sealed class ExportList(DbSession session, IUnitOfWork work, ExportLimits limits)
{
    /// <returns>How many rows went out.</returns>
    /// <exception cref="RefusalException">No such list, not allowed, or more rows than the center lets out at once.</exception>
    public async Task<int> HandleAsync(string name, TableFormat format, Stream stream, Caller caller, CancellationToken cancel)
    {
        var list = ListExports.Find(name) ?? throw Refused.NotFound("列表");
        caller.Demand(list.Permission);
        await work.CommitAsync(caller, "export.list", _ => AuditAsync(list), cancel);
        await using var table = TableWriter.Create(stream, format, list.Title);
        await table.WriteAsync([.. list.Headers], cancel);
        var count = 0;
        await foreach (var row in session.StreamAsync<dynamic>(list.Rows, new { scope = caller.OrganizationId, yes = true }, cancel))
        {
            if (++count > limits.Rows)
                throw Refused.Conflict("too_many_rows", $"一次最多导出{limits.Rows}行，请缩小范围。");
            await table.WriteAsync([.. ((IDictionary<string, object?>)row).Values.Select(Text)], cancel);
        }

        return count;
    }

    private Task<bool> AuditAsync(ListExport list)
    {
        work.Audited(new AuditLine(Entity.Organization, null, Detail: new { list = list.Name }));
        return Task.FromResult(true);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
