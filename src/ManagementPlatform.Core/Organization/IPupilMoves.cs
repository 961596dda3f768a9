using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// Pupils who come under another school or county because schools change, not because they do: by set, each with a new version
/// and a line in the change log. Writes stand in the current unit of work.
/// </summary>
public interface IPupilMoves
{
    /// <summary>Pupils whose rows a change of the school would touch.</summary>
    Task<int> CountAsync(long schoolId, CancellationToken cancel);

    /// <summary>
    /// Moves the pupils of classes, who stay in them: their enrolment at the old school ends, one at the new school begins.
    /// </summary>
    /// <returns>How many pupils moved.</returns>
    Task<int> MoveAsync(PupilMove move, CancellationToken cancel);

    /// <summary>The school now lies below another county-level bureau.</summary>
    Task<int> ChangeCountyAsync(long schoolId, long countyId, DateTimeOffset at, ReservedKeys keys, CancellationToken cancel);
}

/// <param name="Kind">
/// How the old enrolments end and the new ones begin: <see cref="SchoolEventKind.Merged"/> or
/// <see cref="SchoolEventKind.Split"/>.
/// </param>
public sealed record PupilMove(
    IReadOnlyList<long> ClassIds, long ToSchoolId, long ToCountyId, DateOnly On, string Kind,
    long RegisteredBy, DateTimeOffset At, ReservedKeys Keys);

/// <summary>Keys for the rows that moving pupils makes: an enrolment and a line of the change log each.</summary>
/// <param name="Pupils">For how many they suffice; more are refused.</param>
public readonly record struct ReservedKeys(long First, int Pupils)
{
    private const int KeysEach = 2;

    // Somebody may register pupils between the count and the move.
    private const int Room = 1000;

    public static async Task<ReservedKeys> ForAsync(int pupils, IIdentifiers identifiers, CancellationToken cancel)
    {
        var room = pupils + Room;
        return new ReservedKeys(await identifiers.ReserveAsync(KeysEach * room, cancel), room);
    }

    public ReservedKeys After(int pupils) => new(First + KeysEach * pupils, Pupils - pupils);

    /// <exception cref="RefusalException">They do not suffice.</exception>
    public void DemandFor(int pupils)
    {
        if (pupils > Pupils)
            throw Refused.Conflict("school_changes", "学校正在登记学生，请稍后重试。");
    }
}
