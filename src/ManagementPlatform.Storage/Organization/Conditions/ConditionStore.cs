using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Storage.Organization.Conditions;

public sealed class ConditionStore(DbSession session) : IConditionStore
{
    private static readonly Sql Find = OrganizationTables.SchoolCondition.Select("WHERE school_id = @schoolId AND year = @year");

    // One school's roll is a stretch of IX_student_school, not a count over pupils.
    private static readonly Sql CountPupils = Sql.Portable(
        "SELECT COUNT(*) FROM dbo.student AS p WHERE p.school_id = @schoolId AND p.on_roll = @yes");

    public Task<SchoolCondition?> FindAsync(long schoolId, int year, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<SchoolCondition>(Find, new { schoolId, year }, cancel);

    public Task<int> CountPupilsAsync(long schoolId, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<int>(CountPupils, new { schoolId, yes = true }, cancel);

    public Task AddAsync(SchoolCondition condition, CancellationToken cancel) =>
        session.InsertAsync(OrganizationTables.SchoolCondition, condition, cancel);

    public Task UpdateAsync(SchoolCondition condition, CancellationToken cancel) =>
        session.UpdateAsync(OrganizationTables.SchoolCondition, condition, cancel);
}
