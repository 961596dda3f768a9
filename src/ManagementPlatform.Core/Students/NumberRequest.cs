using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// Asks for the verdict on a pupil who has a temporary number: is he the only one (一人一号), and what is his formal number?
/// </summary>
/// <param name="Current">The number he has: given today, or brought along.</param>
/// <param name="Document">Null without one; then name, sex and birth date are all there is to compare.</param>
/// <param name="Division">The county where the school lies.</param>
/// <param name="IsLikelyDuplicate">The registration check found a pupil alike and somebody has to judge first.</param>
/// <param name="AlikeId">That pupil, where he is in the registry.</param>
public sealed record NumberRequest(
    long StudentId, StudentNumber Current, Likeness Likeness, IdentityDocument? Document,
    RegionCode Division, bool IsLikelyDuplicate, long? AlikeId = null);

/// <summary>What the issuer says (核重结果).</summary>
/// <param name="State"><see cref="NumberState"/>.</param>
/// <param name="Number">The pupil's number from now on; null where it stays as it is.</param>
/// <param name="Finding">What makes it a 问题学籍.</param>
public sealed record NumberVerdict(string State, StudentNumber? Number = null, ProblemFinding? Finding = null)
{
    /// <summary>No answer yet: ask again later.</summary>
    public static readonly NumberVerdict Pending = new(NumberState.Pending);

    /// <summary>问题学籍: the number stays until somebody has judged.</summary>
    public static NumberVerdict Problem(string problemType, long? otherStudentId) =>
        new(NumberState.Problem, Finding: new ProblemFinding(problemType, otherStudentId));

    public static NumberVerdict Confirmed(StudentNumber number) => new(NumberState.Confirmed, number);
}

/// <summary>
/// Who issues formal student numbers after the duplicate check (docs/rules.md §2.2). A center that stands alone is its own
/// issuer; in two-level operation the national center is.
/// </summary>
public interface INumberIssuer
{
    /// <summary>
    /// The verdicts, in the order of the requests. Called inside the unit of work that registers the pupils; an issuer that
    /// cannot answer now says <see cref="NumberVerdict.Pending"/> and does not throw.
    /// </summary>
    Task<IReadOnlyList<NumberVerdict>> IssueAsync(IReadOnlyList<NumberRequest> requests, CancellationToken cancel);
}

/// <summary>All student numbers that were ever given.</summary>
public interface INumberRegister
{
    /// <summary>Which of the numbers are taken, and by whom. One query, however many.</summary>
    Task<IReadOnlyDictionary<StudentNumber, long>> HoldersAsync(
        IReadOnlyCollection<StudentNumber> numbers, CancellationToken cancel);
}
