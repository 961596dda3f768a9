using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization;

/// <summary>Teaching points and attached classes; see <see cref="ISubUnitStore"/>.</summary>
public sealed class SubUnitStore(DbSession session) : ISubUnitStore
{
    private static readonly Sql FindUnit = OrganizationTables.SubUnit.Select(
        $"AS s WHERE s.sub_unit_id = @subUnitId AND {Scope.SchoolInScope}");

    private static readonly Sql OfSchool = OrganizationTables.SubUnit.Select("WHERE school_id = @schoolId ORDER BY sub_unit_id");

    private static readonly Sql Classes = Sql.Portable(
        "SELECT c.class_id FROM dbo.school_class AS c WHERE c.sub_unit_id = @subUnitId AND c.status = 'active' ORDER BY c.class_id {limit @one}");

    public Task<SubUnit?> FindAsync(long subUnitId, long scope, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<SubUnit>(FindUnit, new { subUnitId, scope }, cancel);

    public Task<IReadOnlyList<SubUnit>> OfSchoolAsync(long schoolId, CancellationToken cancel) =>
        session.QueryAsync<SubUnit>(OfSchool, new { schoolId }, cancel);

    public Task AddAsync(SubUnit unit, CancellationToken cancel) => session.InsertAsync(OrganizationTables.SubUnit, unit, cancel);

    public Task UpdateAsync(SubUnit unit, CancellationToken cancel) =>
        session.UpdateAsync(OrganizationTables.SubUnit, unit, cancel);

    public async Task<bool> HasClassesAsync(long subUnitId, CancellationToken cancel) =>
        (await session.QueryAsync<long>(Classes, new { subUnitId, one = 1 }, cancel)).Count > 0;
}
