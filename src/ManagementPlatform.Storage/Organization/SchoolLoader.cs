using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Loads a county's schools by the engine's bulk path; see <see cref="ISchoolLoader"/>.</summary>
public sealed class SchoolLoader(DbSession session) : ISchoolLoader
{
    public async Task AddAsync(
        SchoolLoad load,
        IReadOnlyList<SchoolCodeRecord> codes,
        IReadOnlyList<SchoolEvent> events,
        IEnumerable<(long Organization, long School)> scopes,
        CancellationToken cancel)
    {
        await session.BulkInsertAsync(OrganizationTables.Organization, load.Schools.Select(school => school.Node), cancel);
        await session.BulkInsertAsync(OrganizationTables.School, load.Schools.Select(school => school.Details), cancel);
        await session.BulkInsertAsync(
            OrganizationTables.SchoolScope,
            scopes.Select(scope => new SchoolScopeRow { OrganizationId = scope.Organization, SchoolId = scope.School }),
            cancel);
        await session.BulkInsertAsync(OrganizationTables.SchoolCode, codes, cancel);
        await session.BulkInsertAsync(OrganizationTables.SchoolEvent, events, cancel);
        await session.BulkInsertAsync(OrganizationTables.SubUnit, load.SubUnits, cancel);
        await session.BulkInsertAsync(OrganizationTables.Staff, load.Staff, cancel);
        await session.BulkInsertAsync(OrganizationTables.SchoolClass, load.Classes, cancel);
        await session.BulkInsertAsync(OrganizationTables.SchoolCondition, load.Conditions, cancel);
    }
}
