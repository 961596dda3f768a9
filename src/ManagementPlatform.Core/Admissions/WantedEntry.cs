using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>What a list asks for one pupil: two keys that both have to fit, and how he enters.</summary>
/// <param name="EntryMonth">入学年月, YYYYMM.</param>
/// <param name="AdmissionMethodCode">Code table <c>admission_method_form</c>.</param>
/// <param name="SeatNumber">班内学号.</param>
public sealed record WantedEntry(
    string? Name,
    string? StudentNumber,
    long? ClassId,
    string? EntryMonth,
    string? AdmissionMethodCode,
    string? SeatNumber = null)
{
    /// <summary>As registration reads it: its number and its class.</summary>
    internal Candidate ToCandidate() => new(new StudentForm { StudentNumber = TypedText.Of(StudentNumber), ClassId = ClassId });
}

/// <summary>What came of a row.</summary>
/// <param name="Entrant">Null when something is wrong with it.</param>
/// <param name="HasEntered">The pupil is in that class since that month: the row was sent a second time.</param>
public sealed record CheckedEntry(Entrant? Entrant, IReadOnlyList<Problem> Problems, bool HasEntered);
