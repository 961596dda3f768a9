namespace ManagementPlatform.Core.Organization;

/// <summary>
/// A teaching point or attached classes (教学点, 附设班): taught under a school's name and leadership, not counted as a school
/// (docs/rules.md §2.3). One row of table <c>sub_unit</c>.
/// </summary>
public sealed record SubUnit
{
    public required long SubUnitId { get; init; }
    public required long SchoolId { get; init; }
    public required string Name { get; init; }

    /// <summary>办学类型: 218, 119, 219, 319, 349, 368 or 519.</summary>
    public required string TypeCode { get; init; }

    public string? Address { get; init; }
    public required bool IsActive { get; init; }
    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>The rows of sub-units. Reads are cut to the scope; writes stand in the current unit of work.</summary>
public interface ISubUnitStore
{
    Task<SubUnit?> FindAsync(long subUnitId, long scope, CancellationToken cancel);

    Task<IReadOnlyList<SubUnit>> OfSchoolAsync(long schoolId, CancellationToken cancel);

    Task AddAsync(SubUnit unit, CancellationToken cancel);

    /// <summary>Writes over the version that was read.</summary>
    Task UpdateAsync(SubUnit unit, CancellationToken cancel);

    /// <summary>Active classes stand in it.</summary>
    Task<bool> HasClassesAsync(long subUnitId, CancellationToken cancel);
}
