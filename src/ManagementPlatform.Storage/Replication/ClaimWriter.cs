namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// Numbers and documents of pupils that have arrived: whoever holds one keeps it, and a second pupil's claim is written down for the nation to
/// judge (一人一号). Nothing is deleted for it.
/// </summary>
public sealed class ClaimWriter(DbSession session)
{
    private static readonly Sql Numbers = Sql.Portable(
        "SELECT n.number AS value, '' AS value_type, n.student_id AS holder_id FROM dbo.student_number AS n WHERE n.number IN {codes @values}");

    private static readonly Sql Documents = Sql.Portable(
        """
        SELECT d.document_number AS value, d.document_type AS value_type, d.student_id AS holder_id
        FROM dbo.identity_document AS d WHERE d.document_number IN {codes @values}
        """);

    private static readonly Sql Forget = Sql.Portable("DELETE FROM dbo.contested_key WHERE student_id IN {ids @ids} AND kind = @kind");

    /// <param name="rows">Rows of student_number or identity_document, of pupils whose own rows there were taken away before.</param>
    public async Task TakeAsync(ReplicatedTable table, IReadOnlyList<object?[]> rows, Arrival arrival, CancellationToken cancel)
    {
        var isNumber = table.Name == "student_number";
        var (value, type) = (table.IndexOf(isNumber ? "number" : "document_number"), isNumber ? -1 : table.IndexOf("document_type"));
        var values = JsonList.Of(rows.Select(row => (string)row[value]!));
        var held = (await session.QueryAsync<Holder>(isNumber ? Numbers : Documents, new { values }, cancel))
            .ToDictionary(h => (h.ValueType, h.Value), h => h.HolderId);
        var seen = new Dictionary<(string, string), long>(held);
        List<object?[]> free = [];
        List<ContestedKeyRow> contested = [];
        foreach (var row in rows)
        {
            var key = (type < 0 ? "" : (string)row[type]!, (string)row[value]!);
            var student = table.AggregateOf(row);
            if (seen.TryAdd(key, student))
                free.Add(row);
            else if (seen[key] != student)
                contested.Add(Contest(isNumber, key, student, seen[key], arrival.At));
        }

        await session.ExecuteAsync(Forget, new { ids = JsonList.Of(rows.Select(table.AggregateOf).Distinct()), kind = Ansi.Code(isNumber ? ContestedKeyRow.Number : ContestedKeyRow.Document) }, cancel);
        if (free.Count > 0)
            await session.BulkInsertAsync(table.Rows, free, cancel);
        foreach (var row in contested)
            await session.InsertAsync(ReplicationTables.Contested, row, cancel);
    }

    private static ContestedKeyRow Contest(bool isNumber, (string Type, string Value) key, long student, long holder, DateTimeOffset at) => new()
    {
        Kind = isNumber ? ContestedKeyRow.Number : ContestedKeyRow.Document,
        ValueType = key.Type,
        Value = key.Value,
        StudentId = student,
        HolderId = holder,
        FoundAt = at,
    };

    private sealed record Holder
    {
        public string ValueType { get; init; } = "";
        public string Value { get; init; } = "";
        public long HolderId { get; init; }
    }
}
