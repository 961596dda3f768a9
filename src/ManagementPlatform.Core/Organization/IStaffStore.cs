using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>The rows of staff. Reads are cut to the scope; writes stand in the current unit of work.</summary>
public interface IStaffStore
{
    Task<StaffMember?> FindAsync(long staffId, long scope, CancellationToken cancel);

    /// <summary>All of a school, also those who have left.</summary>
    Task<IReadOnlyList<StaffMember>> OfSchoolAsync(long schoolId, CancellationToken cancel);

    Task<bool> IsNumberTakenAsync(long schoolId, string staffNumber, CancellationToken cancel);

    /// <summary>Somebody other than <paramref name="exceptId"/> works at a school with this document.</summary>
    Task<bool> WorksSomewhereAsync(IdentityDocument document, long exceptId, CancellationToken cancel);

    /// <summary>The names of the active classes whose head teacher (班主任) the person is.</summary>
    Task<IReadOnlyList<string>> ClassesHeadedAsync(long staffId, CancellationToken cancel);

    Task AddAsync(StaffMember person, CancellationToken cancel);

    /// <summary>Writes over the version that was read.</summary>
    Task UpdateAsync(StaffMember person, CancellationToken cancel);
}
