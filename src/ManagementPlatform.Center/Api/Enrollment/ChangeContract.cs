using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Center.Api.Enrollment;

/// <summary>A change of enrolment with the nodes it passes.</summary>
/// <param name="DaysLate">
/// Of a change that has to be reported within some working days (死亡): how many later it was submitted, 0 in time; null otherwise.
/// </param>
public sealed record ChangeContract(
    long StudentId,
    long ChangeId,
    string Kind,
    string KindName,
    string JytCode,
    string State,
    int StepNumber,
    string? ReasonCode,
    string? Explanation,
    DateOnly EffectiveOn,
    DateOnly? UntilOn,
    string? DocumentNumber,
    string FromStatusCode,
    string ToStatusCode,
    long FromClassId,
    long? ToClassId,
    string FromGrade,
    string? ToGrade,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DecidedAt,
    int? DaysLate,
    int Version,
    IReadOnlyList<StepContract> Steps)
{
    public static readonly ChangeContract Example = new(
        510_000_000_012_345, 510_000_000_099_001, "suspend", "休学", "11", ChangeState.Open, 1, "10", "住院治疗", new(2026, 10, 12),
        new(2027, 10, 11), null, "01", "02", 510_000_000_000_301, null, "24", null, new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero),
        null, null, 1,
        [new(1, "school_leader", "学校核办", 510_000_000_000_045, null, null, null)]);
}

/// <summary>One node of the approval chain.</summary>
public sealed record StepContract(
    int StepNumber, string Role, string RoleName, long OrganizationId, string? Decision,
    string? Opinion, DateTimeOffset? DecidedAt);
