namespace ManagementPlatform.Core.Enrollment;

/// <summary>One stay of a pupil at a school (学籍注册), JY/T 1002 JCXS0201. The open one agrees with the pupil's own row.</summary>
public sealed record EnrollmentRecord
{
    public required long StudentId { get; init; }
    public required long EnrollmentId { get; init; }
    public required long SchoolId { get; init; }

    /// <summary>The class he is in or, when the stay is over, was in last.</summary>
    public required long ClassId { get; init; }

    /// <summary>First digit of the grade code.</summary>
    public required int Stage { get; init; }

    /// <summary><see cref="PupilStatus"/>.</summary>
    public required string StatusCode { get; init; }

    public required DateOnly StartedOn { get; init; }

    /// <summary>
    /// <c>register</c>, <c>admission</c>, <c>transfer_in</c>, or the code of the <see cref="ChangeKind"/> that opened it.
    /// </summary>
    public required string StartKind { get; init; }

    public DateOnly? EndedOn { get; init; }

    /// <summary>Code of the <see cref="ChangeKind"/> that ended it.</summary>
    public string? EndKind { get; init; }

    public required long RegisteredBy { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }
}
