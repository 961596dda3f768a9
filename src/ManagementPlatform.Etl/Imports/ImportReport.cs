using System.Text.Json.Serialization;
using ManagementPlatform.Etl.Jobs;

namespace ManagementPlatform.Etl.Imports;

/// <summary>How an import ended.</summary>
[JsonConverter(typeof(SnakeCase<ImportState>))]
public enum ImportState
{
    /// <summary>What could be stored is stored.</summary>
    Stored,

    /// <summary>A dry run: nothing is stored.</summary>
    Checked,

    /// <summary>A bad row in mode <see cref="ImportMode.All"/>: nothing is stored.</summary>
    Refused,

    /// <summary>More of a school would change than the limit: nothing is stored until the sender confirms.</summary>
    Asking,
}

/// <summary>What an import did, or would have done.</summary>
public sealed record ImportReport
{
    public required ImportState State { get; init; }

    /// <summary>Rows that are not blank.</summary>
    public required int Read { get; init; }

    public required int Bad { get; init; }

    /// <summary>New ones.</summary>
    public required int Added { get; init; }

    /// <summary>Those that were there with other values.</summary>
    public required int Updated { get; init; }

    /// <summary>Those that were there just so.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Good rows that somebody should look at.</summary>
    public required int Warned { get; init; }

    /// <summary>On the roll of the table's schools and not in the table (有籍无人), when it is the whole roll.</summary>
    public int Missing { get; init; }

    /// <summary>The first problems and warnings; all bad rows are in the result file.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];

    /// <summary>Schools of which more would change than the limit.</summary>
    public IReadOnlyList<ChangeShare> Shares { get; init; } = [];

    public required double Seconds { get; init; }

    /// <summary>What the audit trail keeps of it.</summary>
    internal object Audited(ImportSource source, ImportOptions options) =>
        new { file = source.Name, Read, Added, Updated, Unchanged, Bad, options.IsConfirmed };

    public int RowsPerSecond => Seconds > 0 ? (int)(Read / Seconds) : 0;
}

/// <summary>What is wrong with a row, or what somebody should look at.</summary>
/// <param name="Column">The header as it stands in the table; null when it concerns the row.</param>
/// <param name="Message">Chinese, numbers masked.</param>
public sealed record RowProblem(int Line, string? Column, string Message, bool IsWarning = false);

/// <summary>How much of a school an import would change.</summary>
/// <param name="Changed">Pupils whose values would change.</param>
/// <param name="Missing">Pupils who are not in a table that is the whole roll.</param>
/// <param name="OnRoll">Pupils on the roll before the import.</param>
public sealed record ChangeShare(long SchoolId, string SchoolName, int Changed, int Missing, int OnRoll)
{
    public double Share => OnRoll == 0 ? 0 : (double)(Changed + Missing) / OnRoll;
}

/// <summary>How far an import has come.</summary>
/// <param name="Share">Of the file, 0 to 1.</param>
public sealed record ImportProgress(int Rows, double Share, int RowsPerSecond);
