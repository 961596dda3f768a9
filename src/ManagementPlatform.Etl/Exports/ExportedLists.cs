using System.Globalization;
using System.Runtime.CompilerServices;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Exports;

/// <summary>What is wanted of a list.</summary>
/// <param name="Reveal">Personal numbers in clear: demands the permission and a purpose.</param>
/// <param name="From">Of the audit trail: not before.</param>
/// <param name="Until">Of the audit trail: before.</param>
public sealed record ListWanted(
    string List, bool Reveal = false, string? Purpose = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>A list that goes out, row by row.</summary>
public sealed record ExportedList(
    string Name,
    string Title,
    Permission Permission,
    IReadOnlyList<string> Headers,
    Func<ListWanted, Caller, CancellationToken, IAsyncEnumerable<IReadOnlyList<string?>>> Rows);

/// <summary>Every list but that of pupils, which has filters and masks of its own.</summary>
public sealed class ExportedLists(
    IEnumerable<ImportedTable> tables, DbSession session, UserQueries users, AuditQueries audit, IReferenceData reference)
{
    public IReadOnlyList<ExportedList> All =>
        [.. tables.OfType<SchoolTable>().Select(Of), .. ListExports.All.Select(Of), UserList.Of(users), AuditList.Of(audit)];

    private ExportedList Of(SchoolTable table) => new(
        table.Kind.Name, table.Kind.Title, table.Kind.Exporting, table.Headers,
        (wanted, caller, cancel) => RowsAsync(table, wanted, caller, cancel));

    private ExportedList Of(ListExport list) =>
        new(list.Name, list.Title, list.Permission, list.Headers, (_, caller, cancel) => RowsAsync(list, caller, cancel));

    private async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        SchoolTable table, ListWanted wanted, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        var texts = new OptionTexts(await reference.GetAsync(cancel));
        await foreach (var row in table.RowsAsync(texts, isMasked: !wanted.Reveal, caller, cancel))
            yield return row;
    }

    private async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        ListExport list, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in session.StreamAsync<dynamic>(list.Rows, new { scope = caller.OrganizationId }, cancel))
            yield return [.. ((IDictionary<string, object?>)row).Values.Select(Text)];
    }

    // A date comes as each driver has it.
    internal static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
