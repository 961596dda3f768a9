namespace ManagementPlatform.Core.Organization.Conditions;

/// <summary>The rows of school conditions. The caller has made sure that the school is in scope.</summary>
public interface IConditionStore
{
    Task<SchoolCondition?> FindAsync(long schoolId, int year, CancellationToken cancel);

    /// <summary>The pupils on the school's roll now (在籍学生数).</summary>
    Task<int> CountPupilsAsync(long schoolId, CancellationToken cancel);

    /// <exception cref="RefusalException">At commit: the year has a row since.</exception>
    Task AddAsync(SchoolCondition condition, CancellationToken cancel);

    /// <exception cref="RefusalException">Somebody else wrote it since.</exception>
    Task UpdateAsync(SchoolCondition condition, CancellationToken cancel);
}
