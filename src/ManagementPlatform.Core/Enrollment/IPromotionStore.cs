using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>What the year roll-over needs of the database.</summary>
public interface IPromotionStore
{
    Task<PromotedSchool?> FindSchoolAsync(long schoolId, long scope, CancellationToken cancel);

    /// <summary>
    /// Schools in scope that are still in an earlier school year than the given one, in the order of their keys.
    /// </summary>
    Task<IReadOnlyList<long>> SchoolsBehindAsync(long scope, int schoolYear, CancellationToken cancel);

    /// <summary>The school's active classes, each with the pupils who are in class (在读) and those with open business.</summary>
    Task<IReadOnlyList<PromotedClass>> ClassesAsync(long schoolId, CancellationToken cancel);

    /// <summary>Moves a class into its next grade, or ends it when there is none, over the version that was read.</summary>
    Task MoveClassAsync(PromotedClass schoolClass, Grade? next, DateOnly on, CancellationToken cancel);

    /// <summary>Moves the school into the next school year, over the version that was read.</summary>
    Task MoveSchoolAsync(PromotedSchool school, CancellationToken cancel);
}

/// <summary>A school about to be promoted.</summary>
/// <param name="SchoolYear">First calendar year of the school year that it is in.</param>
public sealed record PromotedSchool(long SchoolId, string Name, string ProvinceCode, int SchoolYear, int RowVersion);

/// <summary>A class about to be promoted.</summary>
public sealed record PromotedClass(
    long ClassId, string Name, Grade Grade, SchoolingSystem System, int RowVersion, int InClass, int OpenBusiness);
