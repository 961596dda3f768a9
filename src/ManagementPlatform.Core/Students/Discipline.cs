namespace ManagementPlatform.Core.Students;

/// <summary>处分 of a pupil. It stands until it is lifted; the row stays for ever.</summary>
public sealed record Discipline
{
    public required long StudentId { get; init; }
    public required long DisciplineId { get; init; }

    /// <summary>Code table <c>discipline_kind</c>.</summary>
    public required string KindCode { get; init; }

    public required DateOnly DecidedOn { get; init; }
    public required string Reason { get; init; }
    public string? DocumentNumber { get; init; }
    public required long RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Null while it stands.</summary>
    public DateOnly? LiftedOn { get; init; }

    public string? LiftReason { get; init; }
    public long? LiftedBy { get; init; }
}

/// <summary>A discipline as a school writes it.</summary>
/// <param name="KindCode">Code table <c>discipline_kind</c>.</param>
/// <param name="DocumentNumber">文号, at most 24 characters.</param>
public sealed record DisciplineForm(
    string? KindCode = null, DateOnly? DecidedOn = null, string? Reason = null, string? DocumentNumber = null);

/// <summary>Why and from which day a discipline is lifted (撤销处分).</summary>
public sealed record DisciplineLift(DateOnly? LiftedOn = null, string? Reason = null);

/// <summary>What disciplines need of the database.</summary>
public interface IDisciplineStore
{
    /// <summary>All of a pupil, newest first; the caller has made sure that he is in scope.</summary>
    Task<IReadOnlyList<Discipline>> OfStudentAsync(long studentId, CancellationToken cancel);

    Task AddAsync(Discipline discipline, CancellationToken cancel);

    /// <summary>Writes that it is lifted; refused as stale when it was before.</summary>
    Task LiftAsync(Discipline lifted, CancellationToken cancel);
}
