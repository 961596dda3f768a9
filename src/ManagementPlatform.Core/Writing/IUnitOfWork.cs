using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Writing;

/// <summary>
/// One write: the rows, a line in the change log and a line in the audit trail, committed together or not at all.
/// </summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs <paramref name="work"/> inside one transaction and commits it. May run it again from the start when the engine
    /// asks for a retry (deadlock, serialization) or a generated number collided, so the work must not keep state outside.
    /// </summary>
    /// <param name="action">
    /// What is being done, <c>feature.verb</c>: <c>student.register</c>. Names the audit line of a refused attempt.
    /// </param>
    /// <exception cref="RefusalException">The work refused; nothing is stored but the audit line of the attempt.</exception>
    /// <exception cref="InvalidOperationException">The work wrote no audit line.</exception>
    Task<T> CommitAsync<T>(Caller caller, string action, Func<CancellationToken, Task<T>> work, CancellationToken cancel);

    /// <summary>Adds a line to the change log (what replication carries): the aggregate as it stands after this write.</summary>
    void Changed(Entity entity, long entityId, int version, ChangeOperation operation = ChangeOperation.Upsert);

    /// <summary>Adds a line to the audit trail.</summary>
    void Audited(AuditLine line);
}

/// <summary>The aggregates that replicate, each with one version for all its rows.</summary>
public enum Entity
{
    Organization,
    School,
    SubUnit,
    Staff,
    SchoolClass,
    SchoolCondition,
    Student,
    ProvinceField,
    ProvinceRule,
    CodeTable,
    Region,
    Calendar,
    User,
    Job,
    Case,
    RollCheck,

    /// <summary>核重结论: what the nation says to a student number.</summary>
    NumberVerdict,

    /// <summary>赋码结果: the code that the nation gave a school.</summary>
    SchoolCodeGrant,

    /// <summary>A province asks the nation for a pupil of another province.</summary>
    PupilInquiry,
    PupilInquiryAnswer,

    /// <summary>A replication batch; stands in the audit trail only.</summary>
    Batch,

    /// <summary>A data center that was admitted, or its key; stands in the audit trail only.</summary>
    Center,
}

public enum ChangeOperation
{
    Upsert,
    Delete,

    /// <summary>The last write of a pupil's old home: the record goes with everything, files included.</summary>
    HandOver,

    /// <summary>Nothing changed here; the receiver's copy differs.</summary>
    Repair,
}

/// <summary>What is remembered of an act: on what, on whom, before and after.</summary>
/// <param name="EntityId">The thing acted on; null for a set.</param>
/// <param name="StudentId">The pupil concerned, so that "who touched this record" is one look-up.</param>
/// <param name="Reason">The purpose a caller gave for an unmasked read, or the reason of a decision.</param>
/// <param name="Detail">Before and after or counts; serialized as JSON. Numbers in it are masked by their types.</param>
public sealed record AuditLine(
    Entity Entity, long? EntityId, long? StudentId = null, string? Reason = null, object? Detail = null)
{
    /// <summary>The act itself failed, though something of it is stored: a wrong password that counts towards the lock.</summary>
    public bool Failed { get; init; }
}
