using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Classes; see <see cref="IClassStore"/>.</summary>
public sealed class ClassStore(DbSession session) : IClassStore
{
    private static readonly Sql FindClass = OrganizationTables.SchoolClass.Select(
        $"AS s WHERE s.class_id = @classId AND {Scope.SchoolInScope}");

    private static readonly Sql NumbersOf = Sql.Portable(
        "SELECT c.class_number FROM dbo.school_class AS c WHERE c.school_id = @schoolId AND c.stage = @stage AND c.entry_year = @entryYear");

    private static readonly Sql Living = OrganizationTables.SchoolClass.Select(
        """
        AS c WHERE c.school_id = @schoolId AND (c.status = 'active' OR EXISTS
            (SELECT 1 FROM dbo.student AS p WHERE p.class_id = c.class_id AND p.on_roll = @true)) ORDER BY c.class_id
        """);

    private static readonly Sql Pupils = Sql.Portable(
        "SELECT p.student_id FROM dbo.student AS p WHERE p.class_id = @classId AND p.on_roll = @true ORDER BY p.student_id {limit @one}");

    public Task<SchoolClass?> FindAsync(long classId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<SchoolClass>(FindClass, new { classId, scope }, cancel);

    public Task AddAsync(SchoolClass schoolClass, CancellationToken cancel) =>
        session.InsertAsync(OrganizationTables.SchoolClass, schoolClass, cancel);

    public Task UpdateAsync(SchoolClass schoolClass, CancellationToken cancel) =>
        session.UpdateAsync(OrganizationTables.SchoolClass, schoolClass, cancel);

    public async Task<IReadOnlyCollection<int>> NumbersAsync(long schoolId, int stage, int entryYear, CancellationToken cancel) =>
        await session.QueryAsync<int>(NumbersOf, new { schoolId, stage, entryYear }, cancel);

    public Task<IReadOnlyList<SchoolClass>> LivingAsync(long schoolId, CancellationToken cancel) =>
        session.QueryAsync<SchoolClass>(Living, new { schoolId, @true = true }, cancel);

    public async Task<bool> HasPupilsAsync(long classId, CancellationToken cancel) =>
        (await session.QueryAsync<long>(Pupils, new { classId, @true = true, one = 1 }, cancel)).Count > 0;
}
