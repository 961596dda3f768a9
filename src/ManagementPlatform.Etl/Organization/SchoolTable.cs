using System.Runtime.CompilerServices;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Exports;

namespace ManagementPlatform.Etl.Organization;

/// <summary>A table of schools, classes, staff or conditions: how it is filled in, taken in and taken out.</summary>
public abstract class SchoolTable : ImportedTable
{
    public abstract SchoolTableKind Kind { get; }

    public override ImportKind ImportKind => Kind;

    public abstract IReadOnlyList<string> Headers { get; }

    /// <summary>Its schools have to be in the registry already.</summary>
    public virtual bool NeedsSchool => true;

    /// <param name="isMasked">Personal numbers as docs/rules.md §7.5 shows them.</param>
    public abstract IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        OptionTexts texts, bool isMasked, Caller caller, CancellationToken cancel);
}

/// <inheritdoc/>
public abstract class SchoolTable<TLine> : SchoolTable
    where TLine : class, ISchoolLine, new()
{
    public abstract IReadOnlyList<ListColumn<TLine>> Columns { get; }

    public override IReadOnlyList<string> Headers => [.. Columns.Select(column => column.Column.Header)];

    /// <summary>All lines in scope.</summary>
    protected abstract IAsyncEnumerable<TLine> LinesAsync(OptionTexts texts, long scope, CancellationToken cancel);

    /// <summary>The lines of some schools in scope.</summary>
    internal abstract Task<IReadOnlyList<TLine>> LinesAsync(
        OptionTexts texts, IReadOnlyList<string> codes, long scope, CancellationToken cancel);

    internal abstract TLine Copy(TLine line);

    /// <summary>Enters a line that the registry does not have.</summary>
    /// <exception cref="Core.RefusalException">Nothing of it is stored.</exception>
    internal abstract Task AddAsync(TLine line, Caller caller, CancellationToken cancel);

    /// <summary>Writes a line over what it was read from.</summary>
    /// <exception cref="Core.RefusalException">Nothing of it is stored.</exception>
    internal abstract Task EditAsync(TLine line, Caller caller, CancellationToken cancel);

    public override Task WriteTemplateAsync(
        Stream stream, TableFormat format, ReferenceSnapshot reference, CancellationToken cancel) =>
        TemplateFile.WriteAsync(stream, format, Kind.Title, [.. Columns.Select(column => column.Column)], reference, cancel);

    public override async IAsyncEnumerable<IReadOnlyList<string?>> RowsAsync(
        OptionTexts texts, bool isMasked, Caller caller, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var line in LinesAsync(texts, caller.OrganizationId, cancel))
            yield return [.. Columns.Select(column => Cell(column, line))];

        string? Cell(ListColumn<TLine> column, TLine line) =>
            column.Write(line, texts) is { } text ? isMasked && column.Mask is { } mask ? mask(text) : text : null;
    }

    internal override ImportedRows Bind(IReadOnlyList<string> headers, MappingProfile? profile, ReferenceSnapshot reference) =>
        new SchoolTableRows<TLine>(
            this, TableBinding<TLine>.Of(headers, [.. Columns.Select(column => column.Column)], profile), reference);
}
