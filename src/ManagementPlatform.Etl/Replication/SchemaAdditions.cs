namespace ManagementPlatform.Etl.Replication;

/// <summary>A column that a schema script has added to a table that replicates.</summary>
/// <param name="Schema">Number of the script.</param>
/// <param name="Value">What the script gives to rows that were there: what a row of a sender without the script has.</param>
public sealed record AddedColumn(int Schema, string Table, string Column, object? Value);

/// <summary>
/// 结构版本: what a center that is one version ahead puts where an older sender has no column. Whoever adds a column to a replicated
/// table adds a line here, with the default of the script; a bundle that lacks any other column is damaged.
/// </summary>
public sealed record SchemaAdditions(IReadOnlyList<AddedColumn> Columns)
{
    // No script that has been released adds a column to a replicated table.
    public static SchemaAdditions Known { get; } = new([]);

    /// <param name="sender">Number of the sender's last script.</param>
    public AddedColumn? Find(int sender, string table, string column) =>
        Columns.FirstOrDefault(added => added.Schema > sender && added.Table == table && added.Column == column);
}
