using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;
using ManagementPlatform.Etl.Admissions;
using ManagementPlatform.Etl.Mapping;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Imports;

/// <summary>One of the tables that are taken in beside that of pupils.</summary>
/// <param name="Name">In commands and routes.</param>
/// <param name="Title">In Chinese.</param>
/// <param name="Importing">Who may take it in.</param>
/// <param name="Entity">What its lines are.</param>
public record ImportKind(string Name, string Title, Permission Importing, Entity Entity)
{
    public static IReadOnlyList<ImportKind> All => [.. SchoolTableKind.All, AdmissionsTable.Admissions];
}

/// <summary>How a table is filled in and taken in.</summary>
public abstract class ImportedTable
{
    public abstract ImportKind ImportKind { get; }

    /// <summary>A file that changes more than the usual share of a school has to be confirmed, as one of pupils.</summary>
    public virtual bool IsGuarded => false;

    public abstract Task WriteTemplateAsync(
        Stream stream, TableFormat format, ReferenceSnapshot reference, CancellationToken cancel);

    /// <exception cref="Core.RefusalException">The headers are not this table's.</exception>
    internal abstract ImportedRows Bind(IReadOnlyList<string> headers, MappingProfile? profile, ReferenceSnapshot reference);
}

/// <summary>The rows of one file on their way into the registry.</summary>
internal abstract class ImportedRows
{
    /// <summary>The header, as it stands in the file, under which a field came in.</summary>
    public abstract string? HeaderOf(string field);

    /// <summary>How many lines of each school there were and how many the file has changed so far; of guarded tables.</summary>
    public virtual IReadOnlyDictionary<long, (int Known, int Changed)> Changes { get; } =
        new Dictionary<long, (int Known, int Changed)>();

    /// <summary>Stores the good rows of a batch inside the import's unit of work, and tells the tally of each.</summary>
    public abstract Task StoreAsync(
        IReadOnlyList<TableRow> rows, SchoolFinder schools, ImportTally tally, Caller caller, CancellationToken cancel);
}
