using ManagementPlatform.Storage.Corrections;

namespace ManagementPlatform.Storage.Replication;

/// <summary>
/// Numbers and documents of pupils that have arrived: whoever holds one keeps it, and a second pupil's claim is written down for
/// the nation to judge (一人一号). Nothing is deleted for it.
/// </summary>
public sealed class ClaimWriter(DbSession session, MergedKeys merged)
{
    private const int WorthTrying = 1_000;

    private static readonly Sql Numbers = Sql.Portable(
        "SELECT n.number AS value, '' AS value_type, n.student_id AS holder_id FROM dbo.student_number AS n WHERE n.number IN {codes @values}");

    private static readonly Sql Documents = Sql.Portable(
        """
        SELECT d.document_number AS value, d.document_type AS value_type, d.student_id AS holder_id
        FROM dbo.identity_document AS d WHERE d.document_type IN {codes @types} AND d.document_number IN {codes @values}
        """);

    private static readonly Sql Forget = Sql.Portable("DELETE FROM dbo.contested_key WHERE student_id IN {ids @ids}");

    private static readonly Sql PassNumbers = Sql.Portable(
        """
        INSERT INTO dbo.student_number (number, student_id)
        SELECT CAST(k.value AS varchar(19)), MIN(k.student_id) FROM dbo.contested_key AS k
        WHERE k.holder_id IN {ids @ids} AND k.kind = 'number'
            AND NOT EXISTS (SELECT 1 FROM dbo.student_number AS n WHERE n.number = CAST(k.value AS varchar(19)))
        GROUP BY k.value
        """);

    private static readonly Sql PassDocuments = Sql.Portable(
        """
        INSERT INTO dbo.identity_document (document_type, document_number, student_id)
        SELECT k.value_type, CAST(k.value AS varchar(20)), MIN(k.student_id) FROM dbo.contested_key AS k
        WHERE k.holder_id IN {ids @ids} AND k.kind = 'document'
            AND NOT EXISTS (SELECT 1 FROM dbo.identity_document AS d
                            WHERE d.document_type = k.value_type AND d.document_number = CAST(k.value AS varchar(20)))
        GROUP BY k.value_type, k.value
        """);

    private static readonly Sql SettleNumbers = Sql.Portable(
        """
        DELETE FROM dbo.contested_key WHERE holder_id IN {ids @ids} AND kind = 'number'
            AND EXISTS (SELECT 1 FROM dbo.student_number AS n WHERE n.number = value AND n.student_id = contested_key.student_id)
        """);

    private static readonly Sql SettleDocuments = Sql.Portable(
        """
        DELETE FROM dbo.contested_key WHERE holder_id IN {ids @ids} AND kind = 'document'
            AND EXISTS (SELECT 1 FROM dbo.identity_document AS d
                        WHERE d.document_type = value_type AND d.document_number = value AND d.student_id = contested_key.student_id)
        """);

    // The others who wanted it now stand against the new holder.
    private static readonly Sql MoveNumbers = Sql.Portable(
        """
        UPDATE dbo.contested_key SET holder_id = (SELECT n.student_id FROM dbo.student_number AS n WHERE n.number = value)
        WHERE holder_id IN {ids @ids} AND kind = 'number' AND EXISTS (SELECT 1 FROM dbo.student_number AS n WHERE n.number = value)
        """);

    private static readonly Sql MoveDocuments = Sql.Portable(
        """
        UPDATE dbo.contested_key SET holder_id =
            (SELECT d.student_id FROM dbo.identity_document AS d WHERE d.document_type = value_type AND d.document_number = value)
        WHERE holder_id IN {ids @ids} AND kind = 'document'
            AND EXISTS (SELECT 1 FROM dbo.identity_document AS d WHERE d.document_type = value_type AND d.document_number = value)
        """);

    private static readonly Sql Touched = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.contested_key AS k WHERE k.student_id IN {ids @ids} OR k.holder_id IN {ids @ids}");

    /// <param name="rows">
    /// Rows of student_number or identity_document, of pupils whose own rows there were taken away before.
    /// </param>
    public async Task TakeAsync(ReplicatedTable table, IReadOnlyList<ArrivedRow> rows, Arrival arrival, CancellationToken cancel)
    {
        // Nearly always nobody else holds any: to try is cheaper than to ask.
        if (rows.Count < WorthTrying || await session.TryAsync(() => session.BulkInsertAsync(table.Rows, rows, cancel), cancel) is not null)
            await TakeFreeAsync(table, rows, arrival, cancel);
    }

    private async Task TakeFreeAsync(
        ReplicatedTable table, IReadOnlyList<ArrivedRow> rows, Arrival arrival, CancellationToken cancel)
    {
        var isNumber = table.Name == "student_number";
        var (value, type) = (table.IndexOf(isNumber ? "number" : "document_number"), isNumber ? -1 : table.IndexOf("document_type"));
        var values = JsonList.Of(rows.Select(row => (string)row[value]!));
        var types = JsonList.Of(type < 0 ? [] : rows.Select(row => (string)row[type]!).Distinct());
        var held = (await session.QueryAsync<Holder>(isNumber ? Numbers : Documents, new { types, values }, cancel))
            .ToDictionary(h => (h.ValueType, h.Value), h => h.HolderId);
        var seen = new Dictionary<(string, string), long>(held);
        List<ArrivedRow> free = [];
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

        if (free.Count > 0)
            await session.BulkInsertAsync(table.Rows, free, cancel);
        foreach (var row in contested)
            await session.InsertAsync(ReplicationTables.Contested, row, cancel);
    }

    /// <summary>What pupils claimed before they are written anew is no longer contested by them.</summary>
    public Task ForgetAsync(IReadOnlyCollection<long> pupils, CancellationToken cancel) =>
        session.ExecuteAsync(Forget, new { ids = JsonList.Of(pupils) }, cancel);

    /// <summary>
    /// What pupils held, and hold no longer, goes to the record that they were merged into, or to whoever else claimed it.
    /// </summary>
    public async Task PassOnAsync(IReadOnlyCollection<long> pupils, CancellationToken cancel)
    {
        await merged.PassOnAsync(pupils, cancel);
        var ids = JsonList.Of(pupils);
        if (await session.FirstOrDefaultAsync<long>(Touched, new { ids }, cancel) == 0)
            return;
        foreach (var step in (Sql[])[PassNumbers, PassDocuments, SettleNumbers, SettleDocuments, MoveNumbers, MoveDocuments])
            await session.ExecuteAsync(step, new { ids }, cancel);
    }

    private static ContestedKeyRow Contest(
        bool isNumber, (string Type, string Value) key, long student, long holder, DateTimeOffset at) => new()
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
