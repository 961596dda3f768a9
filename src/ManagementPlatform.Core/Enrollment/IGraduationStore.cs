namespace ManagementPlatform.Core.Enrollment;

/// <summary>What the graduation of a year needs of the database.</summary>
public interface IGraduationStore
{
    /// <summary>
    /// The pupils in class (在读) of a school's graduating classes, class by class, but those who are leaving already.
    /// </summary>
    Task<IReadOnlyList<GraduatingPupil>> GraduatingAsync(long schoolId, CancellationToken cancel);

    /// <summary>The changes by which pupils finish school that wait for an organization's decision.</summary>
    /// <param name="schoolId">Only of this school; null: of all.</param>
    Task<IReadOnlyList<WaitingGraduation>> WaitingAsync(long organizationId, long? schoolId, CancellationToken cancel);
}

/// <summary>A pupil about to finish.</summary>
public sealed record GraduatingPupil(long ClassId, long StudentId, string Name);

/// <summary>His change, as it waits.</summary>
public sealed record WaitingGraduation(long StudentId, long ChangeId, int Version, string Name);

/// <summary>A pupil whom the others did not wait for, and why.</summary>
public sealed record GraduationRefusal(long StudentId, string Name, string Code, string Message)
{
    public static GraduationRefusal Of(long studentId, string name, RefusalException refusal) => new(
        studentId, name, refusal.Problems.Count == 1 ? refusal.Problems[0].Code : refusal.Code,
        refusal.Problems.Count == 0 ? refusal.Message : string.Join(' ', refusal.Problems.Select(problem => problem.Message)));
}

/// <summary>What became of a year.</summary>
public sealed record GraduationReport(int Done, IReadOnlyList<GraduationRefusal> Refused);
