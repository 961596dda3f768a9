namespace ManagementPlatform.Core.Organization;

/// <summary>The rows of classes. Reads are cut to the scope; writes stand in the current unit of work.</summary>
public interface IClassStore
{
    Task<SchoolClass?> FindAsync(long classId, long scope, CancellationToken cancel);

    Task AddAsync(SchoolClass schoolClass, CancellationToken cancel);

    /// <summary>Writes over the version that was read.</summary>
    /// <exception cref="RefusalException">Somebody else wrote it since.</exception>
    Task UpdateAsync(SchoolClass schoolClass, CancellationToken cancel);

    /// <summary>The numbers that the classes of a stage and entry year have.</summary>
    Task<IReadOnlyCollection<int>> NumbersAsync(long schoolId, int stage, int entryYear, CancellationToken cancel);

    /// <summary>A school's classes that are active or still have somebody on the roll.</summary>
    Task<IReadOnlyList<SchoolClass>> LivingAsync(long schoolId, CancellationToken cancel);

    Task<bool> HasPupilsAsync(long classId, CancellationToken cancel);
}
