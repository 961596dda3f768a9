using System.Data.Common;
using Dapper;

namespace ManagementPlatform.Benchmarks.Import;

/// <summary>A table that the import put rows into.</summary>
/// <param name="Order">The column by which its rows come in the order of the pupils.</param>
/// <param name="IsOfPupils">It has a <c>student_id</c>; the rest (logs) is read in proportion.</param>
internal sealed record FilledTable(string Name, IReadOnlyList<string> Columns, string Order, bool IsOfPupils, long Rows)
{
    private const string Pupil = "student_id";

    // Parents before their children.
    private static readonly (string Name, string Order)[] Candidates =
    [
        ("student", Pupil), ("student_family_member", Pupil), ("enrollment", Pupil),
        ("student_number", Pupil), ("student_number_history", Pupil), ("identity_document", Pupil), ("student_likeness", Pupil),
        ("student_extra_field", Pupil), ("change_log", "change_id"), ("audit_event", "audit_id"),
    ];

    /// <summary>
    /// Those of the tables that have rows in <paramref name="filled"/>; <paramref name="empty"/> must have none.
    /// </summary>
    public static async Task<IReadOnlyList<FilledTable>> FindAsync(
        DbConnection filled, DbConnection empty, CancellationToken cancel)
    {
        var found = new List<FilledTable>();
        foreach (var (name, order) in Candidates)
        {
            await using (var command = empty.CreateCommand())
            {
                command.CommandText = $"DELETE FROM {name}"; // what making the center logged, with keys that the import's log has as well
                await command.ExecuteNonQueryAsync(cancel);
            }

            if (await CountAsync(filled, name) is > 0 and var rows)
                found.Add(new(name, await ColumnsAsync(filled, name, cancel), order, order == Pupil, rows));
        }

        return found;
    }

    /// <exception cref="InvalidOperationException">A row was lost on the way.</exception>
    public static async Task AssertSameAsync(IEnumerable<FilledTable> tables, DbConnection copy, CancellationToken cancel)
    {
        foreach (var table in tables)
        {
            cancel.ThrowIfCancellationRequested();
            if (await CountAsync(copy, table.Name) is var rows && rows != table.Rows)
                throw new InvalidOperationException($"{table.Name}: {rows} rows instead of {table.Rows}.");
        }
    }

    private static Task<long> CountAsync(DbConnection connection, string table) =>
        connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}", commandTimeout: 0);

    private static async Task<IReadOnlyList<string>> ColumnsAsync(DbConnection connection, string table, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
