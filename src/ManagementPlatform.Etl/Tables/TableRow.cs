namespace ManagementPlatform.Etl.Tables;

/// <summary>A row of a table as it came in.</summary>
/// <param name="Line">
/// Where it starts in the file, from 1, the header and blank lines counted: what an editor or Excel shows.
/// </param>
/// <param name="Cells">One text a header, cleaned by <see cref="CellText"/>; "" where there is nothing.</param>
/// <param name="Faults">Cells that cannot be what their author typed.</param>
public sealed record TableRow(int Line, string[] Cells, IReadOnlyList<CellFault> Faults);

/// <summary>Why the text of a cell cannot be trusted.</summary>
/// <param name="Column">Index into the headers.</param>
public sealed record CellFault(int Column, string Code, string Message);
