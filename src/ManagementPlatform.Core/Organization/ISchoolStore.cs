namespace ManagementPlatform.Core.Organization;

/// <summary>
/// The rows of schools and of what depends on them. Reads are cut to the scope; writes stand in the current unit of work.
/// </summary>
public interface ISchoolStore
{
    /// <param name="scope">The organization that asks; a school that it may not see is not found.</param>
    Task<RegisteredSchool?> FindAsync(long schoolId, long scope, CancellationToken cancel);

    /// <summary>A county-level bureau and those above it; null when there is no such bureau.</summary>
    Task<BureauLine?> FindCountyAsync(long organizationId, CancellationToken cancel);

    Task AddAsync(RegisteredSchool school, CancellationToken cancel);

    /// <summary>Writes over the version that was read.</summary>
    /// <exception cref="RefusalException">Somebody else wrote it since.</exception>
    Task UpdateAsync(RegisteredSchool school, CancellationToken cancel);

    /// <summary>The bureaus that see the school from now on; schools that see it (its successor) stay.</summary>
    Task SetBureausAsync(long schoolId, IReadOnlyCollection<long> bureaus, CancellationToken cancel);

    /// <summary>The successor sees what the merged school saw: itself and those merged into it before.</summary>
    Task LetSuccessorSeeAsync(long successorId, long mergedId, CancellationToken cancel);

    Task AddEventAsync(SchoolEvent happened, CancellationToken cancel);

    Task<IReadOnlyList<SchoolCodeRecord>> CodesAsync(long schoolId, CancellationToken cancel);

    Task<SchoolCodeRecord?> FindCodeAsync(string code, CancellationToken cancel);

    Task AddCodeAsync(SchoolCodeRecord code, CancellationToken cancel);

    Task UpdateCodeAsync(SchoolCodeRecord code, CancellationToken cancel);

    /// <summary>
    /// Whoever moves business to the school has finished now, and the next ones wait until the unit of work ends.
    /// </summary>
    Task HoldAsync(long schoolId, CancellationToken cancel);

    /// <summary>What keeps a school from ending.</summary>
    Task<SchoolContents> ContentsAsync(long schoolId, CancellationToken cancel);
}

/// <summary>What lives in a school now.</summary>
/// <param name="HasPupils">Somebody is on its roll.</param>
/// <param name="HasOpenBusiness">在办业务: a change of a pupil is not decided yet.</param>
/// <param name="Stages">Stages of its active classes.</param>
public sealed record SchoolContents(bool HasPupils, bool HasOpenBusiness, IReadOnlyList<int> Stages);
