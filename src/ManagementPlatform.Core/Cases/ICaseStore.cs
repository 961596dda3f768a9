namespace ManagementPlatform.Core.Cases;

/// <summary>What cases need of the database.</summary>
public interface ICaseStore
{
    Task AddAsync(CaseFile file, IReadOnlyList<CaseStep> steps, CancellationToken cancel);

    /// <summary>A case that the organization is a party of: it sees one of the schools, or a step waits for it.</summary>
    Task<CaseFile?> FindAsync(long caseId, long scope, CancellationToken cancel);

    /// <summary>Whoever asks: the caller has another proof that he may see it.</summary>
    Task<CaseFile?> FindByNumberAsync(long caseId, CancellationToken cancel);

    /// <summary>The running joint cases that the pupil stands in, as the one or the other.</summary>
    Task<IReadOnlyList<long>> JointCasesAsync(long studentId, CancellationToken cancel);

    /// <summary>Running cases that the school holds, has submitted or would receive the pupil of.</summary>
    Task<IReadOnlyList<CaseFile>> RunningOfSchoolAsync(long schoolId, CancellationToken cancel);

    /// <summary>Everything that runs for a pupil and waits for somebody, changes of enrolment as well.</summary>
    Task<IReadOnlyList<OpenCase>> RunningOfPupilAsync(long studentId, CancellationToken cancel);

    /// <summary>Running cases of the pupils of classes.</summary>
    Task<IReadOnlyList<CaseFile>> RunningOfClassesAsync(IReadOnlyCollection<long> classIds, CancellationToken cancel);

    /// <summary>
    /// Running cases that wait for a bureau's decision and concern a pupil of the school, or one who is to come to it.
    /// </summary>
    Task<IReadOnlyList<CaseFile>> RunningOfBureauAsync(long schoolId, long bureauId, CancellationToken cancel);

    /// <summary>
    /// Open changes of enrolment at the school, whose chains name their organizations: what the old bureau and the one above it
    /// have not decided is the new one's. What is overdue at the school is with its new bureau.
    /// </summary>
    Task HandChangesAsync(long schoolId, long fromBureauId, long toBureauId, CancellationToken cancel);

    /// <summary>
    /// Who acts for an organization: the bureau of a school that has ended, otherwise itself. In a unit of work a school stays as
    /// it is.
    /// </summary>
    Task<long> ActingForAsync(long organizationId, CancellationToken cancel);

    /// <summary>
    /// Cases of which rows have come from elsewhere, those of pupils, and those by which they were merged into others.
    /// </summary>
    Task<IReadOnlyList<CaseFile>> ArrivedAsync(
        IReadOnlyCollection<long> caseIds, IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    /// <summary>Other business of the case's pupil that runs here.</summary>
    Task<Rivals> RivalsAsync(CaseFile file, CancellationToken cancel);

    /// <summary>Cases that wait here for something in their way to be cleared.</summary>
    Task<IReadOnlyList<long>> BlockedAsync(CancellationToken cancel);

    Task<CaseStanding> StandingAsync(CaseFile file, CancellationToken cancel);

    /// <summary>In the order of steps and rounds.</summary>
    Task<IReadOnlyList<CaseDecision>> DecisionsAsync(CaseFile file, CancellationToken cancel);

    /// <summary>Where it waits; null when it does not run.</summary>
    Task<OpenCase?> OpenAsync(long studentId, long caseId, CancellationToken cancel);

    /// <summary>When it was last submitted again after it came back; null when it never was.</summary>
    Task<DateTimeOffset?> ResubmittedAtAsync(CaseFile file, CancellationToken cancel);

    /// <summary>Writes the file over the version that was read.</summary>
    Task UpdateAsync(CaseFile file, CancellationToken cancel);

    Task AddAsync(CaseDecision decision, CancellationToken cancel);

    /// <summary>A scanned proof was stored: a picture or a PDF.</summary>
    Task<bool> HasProofAsync(string hash, CancellationToken cancel);

    /// <summary>Keeps an event in place of one of the same step, round and kind; one that says the same stays.</summary>
    Task SetAsync(CaseEvent happened, CancellationToken cancel);

    /// <summary>Somebody else holds the case, until the same day; if it is overdue, so does the bureau above him.</summary>
    Task HandOverAsync(OpenCase open, long organizationId, CancellationToken cancel);

    /// <summary>An event of this kind stands in the case, of whatever step and round.</summary>
    Task<bool> HasHappenedAsync(CaseFile file, string kind, CancellationToken cancel);

    /// <summary>Keeps an event; one of the same step, round and kind is kept already.</summary>
    Task AddAsync(CaseEvent happened, CancellationToken cancel);

    /// <summary>
    /// The case begins to wait. Fails on UX_open_case_pupil when the pupil has another business that freezes him.
    /// </summary>
    Task EnterAsync(OpenCase open, CancellationToken cancel);

    /// <summary>A joint case freezes its second pupil. Fails as <see cref="EnterAsync"/> when he is frozen already.</summary>
    Task FreezeAsync(PupilFreeze freeze, CancellationToken cancel);

    /// <summary>The case waits no longer where it did; of two that try, one is refused as stale.</summary>
    Task LeaveAsync(OpenCase open, CancellationToken cancel);

    /// <summary>The second pupil of a joint case is not frozen by it any more, if he was.</summary>
    Task ReleaseAsync(long studentId, long caseId, CancellationToken cancel);
}
