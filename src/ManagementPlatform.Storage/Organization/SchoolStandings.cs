using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

public sealed class SchoolStandings(DbSession session) : ISchoolStandings
{
    private static readonly Sql Find = Sql.Portable(
        $"""
        SELECT s.school_id, o.is_active FROM dbo.school AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id
        WHERE s.school_id = @schoolId AND {Scope.SchoolInScope}
        """);

    public async Task<SchoolStanding?> FindAsync(long schoolId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<Row>(Find, new { schoolId, scope }, cancel) is { } row
            ? new SchoolStanding(row.SchoolId, row.IsActive)
            : null;

    private sealed record Row
    {
        public long SchoolId { get; init; }
        public bool IsActive { get; init; }
    }
}
