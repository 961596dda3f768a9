using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Transfers;

/// <summary>A school and the bureaus it stands under.</summary>
/// <param name="SupervisingId">学籍主管部门.</param>
/// <param name="CityId">Null where there is no city between county and province.</param>
/// <param name="HomeCenter">The center that writes it.</param>
/// <param name="SchoolYear">The one its classes stand in; it rises when the school is promoted.</param>
public sealed record SchoolPlace(
    long SchoolId, string Name, bool IsActive, long SupervisingId, string SupervisingName, long CountyId,
    long? CityId, long ProvinceId, string ProvinceCode, int SchoolYear, string HomeCenter)
{
    /// <summary>Who acts for the school: when it is closed, its bureau.</summary>
    public long ActingId => IsActive ? SchoolId : SupervisingId;

    public TransferRoute RouteTo(SchoolPlace target) => ProvinceId != target.ProvinceId ? TransferRoute.AcrossProvinces
        : SupervisingId == target.SupervisingId ? TransferRoute.WithinBureau
        : CityId == target.CityId ? TransferRoute.AcrossCounties
        : TransferRoute.AcrossCities;
}

/// <summary>A pupil who is to be moved, wherever he is.</summary>
/// <param name="Version">Of the whole pupil.</param>
/// <param name="HomeCenter">
/// The center that writes him: that of his school, but while he is handed over already that of the next one.
/// </param>
/// <param name="OpenCaseId">The business that freezes him; null when there is none.</param>
/// <param name="OpenTransferId">
/// The transfer that runs for him, whether it freezes him yet or not; never more than one (UX_open_case_transfer).
/// </param>
/// <param name="HasProblem">问题学籍 that nobody has cleared.</param>
/// <param name="HasDiscipline">处分 that nobody has lifted.</param>
public sealed record MovingPupil(
    long StudentId,
    int Version,
    string Name,
    string Status,
    bool OnRoll,
    long EnrollmentId,
    ClassPlace Class,
    SchoolPlace School,
    long? OpenCaseId,
    long? OpenTransferId,
    bool HasProblem,
    bool HasDiscipline,
    string HomeCenter);

/// <summary>A class that could take him.</summary>
/// <param name="Pupils">On its roll now.</param>
public sealed record TargetPlace(ClassPlace Class, int Pupils);

/// <summary>Everything that the rules look at.</summary>
/// <param name="AskedName">As the receiving school gave it.</param>
/// <param name="CaseId">The case itself, whose freeze does not stand in its way; null before it is submitted.</param>
/// <param name="Classes">
/// Active classes of the wanted grade at the receiving school; null in a center that has none of its classes.
/// </param>
/// <param name="Wanted">The class that was asked for; null when none was, or it is not one of the school's.</param>
/// <param name="HasWanted">A class was asked for.</param>
/// <param name="Rules">The rules of the receiving province, of the sending one and of the nation, by name.</param>
public sealed record TransferFacts(
    MovingPupil Pupil,
    SchoolPlace Target,
    string AskedName,
    IReadOnlyList<TargetPlace>? Classes,
    TargetPlace? Wanted,
    bool HasWanted,
    long? CaseId,
    DateOnly Today,
    TermCalendar Terms,
    IReadOnlyList<Func<string, string?>> Rules)
{
    public bool IsSubmitted => CaseId is not null;

    /// <summary>The values of a rule wherever it is set; those that say nothing left out.</summary>
    public IEnumerable<string> Rule(string name) => Rules.Select(rule => rule(name)).OfType<string>();
}
