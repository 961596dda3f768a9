using ManagementPlatform.Storage.Files;

namespace ManagementPlatform.Storage.Replication;

/// <summary>Which files go along with aggregates, by content hash.</summary>
public sealed class FileNeeds(DbSession session)
{
    private static readonly Sql Pupils = Sql.Rendered(
        $"SELECT s.file_hash FROM dbo.stored_file AS s WHERE s.{FilesTables.OfPupils} ORDER BY s.file_hash");

    // Of a case inside one province nobody else reads the proof.
    private static readonly Sql Cases = Sql.Portable(
        """
        SELECT DISTINCT f.proof_hash FROM dbo.case_file AS f
        JOIN dbo.organization AS a ON a.organization_id = f.from_school_id
        JOIN dbo.organization AS b ON b.organization_id = f.to_school_id
        WHERE f.case_id IN {ids @ids} AND f.proof_hash IS NOT NULL AND a.home_center <> b.home_center
        ORDER BY f.proof_hash
        """);

    /// <summary>The archives of pupils.</summary>
    public Task<IReadOnlyList<string>> OfPupilsAsync(IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        FindAsync(Pupils, ids, cancel);

    /// <summary>The proofs of cases between provinces.</summary>
    public Task<IReadOnlyList<string>> OfCasesAsync(IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        FindAsync(Cases, ids, cancel);

    private async Task<IReadOnlyList<string>> FindAsync(Sql sql, IReadOnlyCollection<long> ids, CancellationToken cancel) =>
        ids.Count == 0 ? [] : await session.QueryAsync<string>(sql, new { ids = JsonList.Of(ids) }, cancel);
}
