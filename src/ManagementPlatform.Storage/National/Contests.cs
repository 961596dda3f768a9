using ManagementPlatform.Core.National;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Storage.National;

/// <summary>Numbers and documents that two pupils claim; see <see cref="IContests"/>.</summary>
public sealed class Contests(DbSession session) : IContests
{
    // Two ways in, each by its index.
    private static readonly string OfThese =
        $$"""
        SELECT {{ReplicationTables.Contested.SelectList}} FROM dbo.contested_key WHERE student_id IN {ids @ids}
        UNION
        SELECT {{ReplicationTables.Contested.SelectList}} FROM dbo.contested_key WHERE holder_id IN {ids @ids}
        """;

    private static readonly Sql Touched = Sql.Rendered(OfThese + " ORDER BY kind, value_type, value, student_id");

    // What a pupil claims: his document and those of records that were merged into his, every number he ever had; nothing once he
    // is off the books.
    private static readonly Sql Claims = Sql.Rendered(
        $"""
        SELECT c.kind, c.value_type, c.value, c.student_id FROM ({OfThese}) AS c
        JOIN dbo.student AS p ON p.student_id = c.student_id AND p.number_state <> 'void'
        WHERE ((c.kind = 'document' AND p.document_type = c.value_type AND p.document_number = c.value)
             OR (c.kind = 'document' AND EXISTS (SELECT 1 FROM dbo.student_merge AS m JOIN dbo.student AS g ON g.student_id = m.student_id
                 WHERE m.survivor_id = c.student_id AND g.document_type = c.value_type AND g.document_number = c.value))
             OR (c.kind = 'number' AND EXISTS (SELECT 1 FROM dbo.student_number_history AS h
                 WHERE h.student_id = c.student_id AND h.number = c.value)))
        """);

    private static readonly Sql Holders = Sql.Portable(
        """
        SELECT 'document' AS kind, d.document_type AS value_type, d.document_number AS value, d.student_id
        FROM dbo.identity_document AS d WHERE d.document_type IN {codes @types} AND d.document_number IN {codes @values}
        UNION ALL
        SELECT 'number' AS kind, '' AS value_type, n.number AS value, n.student_id
        FROM dbo.student_number AS n WHERE n.number IN {codes @values}
        """);

    private static readonly Sql Strike = Sql.Portable(
        "DELETE FROM dbo.contested_key WHERE kind = @kind AND value_type = @valueType AND value = @value AND student_id = @studentId");

    private static readonly Sql Point = Sql.Portable(
        """
        UPDATE dbo.contested_key SET holder_id = @holderId
        WHERE kind = @kind AND value_type = @valueType AND value = @value AND student_id = @studentId
        """);

    private static readonly Sql TakeDocument = Sql.Portable(
        "INSERT INTO dbo.identity_document (document_type, document_number, student_id) VALUES (@valueType, @value, @studentId)");

    private static readonly Sql TakeNumber = Sql.Portable(
        "INSERT INTO dbo.student_number (number, student_id) VALUES (@value, @studentId)");

    private static readonly Sql Standing = Sql.Rendered(
        $"""
        SELECT c.kind, c.value_type, c.value, c.student_id, c.holder_id FROM ({OfThese}) AS c
        WHERE NOT (c.kind = 'document' AND EXISTS
            (SELECT 1 FROM dbo.problem_record AS r WHERE (r.student_id = c.student_id OR r.student_id = c.holder_id)
                AND r.problem_type = 'same_document' AND r.handling = 'prove'))
        """);

    public async Task<IReadOnlyCollection<long>> ResolveAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel)
    {
        var ids = JsonList.Of(studentIds);
        var rows = await session.QueryAsync<ContestedKeyRow>(Touched, new { ids }, cancel);
        if (rows.Count == 0)
            return [];
        var claims = (await session.QueryAsync<KeyRow>(Claims, new { ids }, cancel))
            .Select(c => (c.Key, c.StudentId)).ToHashSet();
        var values = JsonList.Of(rows.Select(row => row.Value));
        var types = JsonList.Of(rows.Select(row => row.ValueType).Distinct());
        var holders = (await session.QueryAsync<KeyRow>(Holders, new { types, values }, cancel))
            .ToDictionary(h => h.Key, h => h.StudentId);
        var changed = new HashSet<long>();
        foreach (var row in rows)
        {
            if (await ResolveAsync(row, claims.Contains((KeyRow.Of(row), row.StudentId)), holders, cancel))
                changed.UnionWith([row.StudentId, row.HolderId]);
        }

        return changed;
    }

    public async Task<IReadOnlyList<Contest>> OfAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel) =>
        [.. (await session.QueryAsync<KeyRow>(Standing, new { ids = JsonList.Of(studentIds) }, cancel))
            .Select(row => new Contest(row.Kind == ContestedKeyRow.Document, row.Value, row.StudentId, row.HolderId))];

    /// <returns>Whether something is otherwise now.</returns>
    private async Task<bool> ResolveAsync(
        ContestedKeyRow row, bool claims, Dictionary<(string, string, string), long> holders, CancellationToken cancel)
    {
        var key = new
        {
            kind = Ansi.Code(row.Kind), valueType = Ansi.Code(row.ValueType),
            value = Ansi.Code(row.Value), studentId = row.StudentId, holderId = holders.GetValueOrDefault(KeyRow.Of(row)),
        };
        if (claims && key.holderId == row.HolderId)
            return false;
        if (claims && key.holderId != 0 && key.holderId != row.StudentId)
            return await session.ExecuteAsync(Point, key, cancel) > 0;
        if (claims && key.holderId == 0)
        {
            await session.ExecuteAsync(row.Kind == ContestedKeyRow.Document ? TakeDocument : TakeNumber, key, cancel);
            holders[KeyRow.Of(row)] = row.StudentId;
        }

        return await session.ExecuteAsync(Strike, key, cancel) > 0;
    }

    private sealed record KeyRow
    {
        public string Kind { get; init; } = "";
        public string ValueType { get; init; } = "";
        public string Value { get; init; } = "";
        public long StudentId { get; init; }
        public long HolderId { get; init; }

        public (string, string, string) Key => (Kind, ValueType, Value);

        public static (string, string, string) Of(ContestedKeyRow row) => (row.Kind, row.ValueType, row.Value);
    }
}
