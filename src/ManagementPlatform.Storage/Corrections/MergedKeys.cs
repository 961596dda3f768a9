namespace ManagementPlatform.Storage.Corrections;

/// <summary>
/// What a merged record was found by finds the record that stays, in every center that has both: the home of the one that goes
/// writes the pointer, and what follows from it each center does for itself. Done again it changes nothing. Inside a unit of
/// work.
/// </summary>
public sealed class MergedKeys(DbSession session)
{
    private const string OfThese = "(m.student_id IN {ids @ids} OR m.survivor_id IN {ids @ids})";

    private static readonly Sql Merged = Sql.Portable($"SELECT COUNT(*) FROM dbo.student_merge AS m WHERE {OfThese}");

    // A pointer is never followed twice.
    private static readonly Sql Follow = Sql.Portable(
        """
        UPDATE dbo.student_merge SET survivor_id = (SELECT n.survivor_id FROM dbo.student_merge AS n WHERE n.student_id = student_merge.survivor_id)
        WHERE (student_id IN {ids @ids} OR survivor_id IN {ids @ids})
          AND EXISTS (SELECT 1 FROM dbo.student_merge AS n WHERE n.student_id = student_merge.survivor_id)
        """);

    private static readonly Sql Numbers = Sql.Portable(
        $$"""
        INSERT INTO dbo.student_number (number, student_id)
        SELECT h.number, MIN(m.survivor_id) FROM dbo.student_merge AS m
        JOIN dbo.student_number_history AS h ON h.student_id = m.student_id
        JOIN dbo.student AS k ON k.student_id = m.survivor_id
        WHERE {{OfThese}} AND NOT EXISTS (SELECT 1 FROM dbo.student_number AS n WHERE n.number = h.number)
        GROUP BY h.number
        """);

    // The document of a record that was deleted is free.
    private static readonly Sql Documents = Sql.Portable(
        $$"""
        INSERT INTO dbo.identity_document (document_type, document_number, student_id)
        SELECT g.document_type, g.document_number, MIN(m.survivor_id) FROM dbo.student_merge AS m
        JOIN dbo.student AS g ON g.student_id = m.student_id
        JOIN dbo.student AS k ON k.student_id = m.survivor_id
        WHERE {{OfThese}} AND g.document_number IS NOT NULL AND k.number_state <> 'void' AND NOT EXISTS
            (SELECT 1 FROM dbo.identity_document AS d WHERE d.document_type = g.document_type AND d.document_number = g.document_number)
        GROUP BY g.document_type, g.document_number
        """);

    /// <param name="pupils">Records of which one may have been merged into another.</param>
    public async Task PassOnAsync(IReadOnlyCollection<long> pupils, CancellationToken cancel)
    {
        var ids = JsonList.Of(pupils);
        if (await session.FirstOrDefaultAsync<long>(Merged, new { ids }, cancel) == 0)
            return;
        foreach (var step in (Sql[])[Follow, Numbers, Documents])
            await session.ExecuteAsync(step, new { ids }, cancel);
    }
}
