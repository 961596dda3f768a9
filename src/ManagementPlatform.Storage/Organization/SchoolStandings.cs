using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

public sealed class SchoolStandings(DbSession session) : ISchoolStandings
{
    private static readonly Sql Find = Sql.Portable(
        $"""
        SELECT s.school_id, s.status FROM dbo.school AS s
        WHERE s.school_id = @schoolId AND {Scope.SchoolInScope}
        """);

    public async Task<SchoolStanding?> FindAsync(long schoolId, long scope, CancellationToken cancel) =>
        await session.FirstOrDefaultAsync<Row>(Find, new { schoolId, scope }, cancel) is { } row
            ? new SchoolStanding(row.SchoolId, row.Status == SchoolStatus.Active)
            : null;

    private sealed record Row
    {
        public long SchoolId { get; init; }
        public string Status { get; init; } = "";
    }
}
