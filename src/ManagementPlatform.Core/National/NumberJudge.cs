using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.National;

/// <summary>A pupil before the nation: what is known of him and whether his number has to be issued.</summary>
/// <param name="Finding">He is somebody else's duplicate, or somebody is his.</param>
/// <param name="Number">The number that he has and keeps, where it is known without asking.</param>
/// <param name="Request">What to ask the issuer; null when there is nothing to ask.</param>
public sealed record JudgedNumber(
    PendingPupil Pupil, string Basis, ProblemFinding? Finding, StudentNumber? Number, NumberRequest? Request);

/// <summary>
/// 全国查重, as far as it can be said of one pupil: the document that arrived first keeps its holder, who keeps his number; whoever
/// comes with the same one has none until both provinces have decided. Pure. docs/rules.md §1.7, §2.2.
/// </summary>
public static class NumberJudge
{
    /// <param name="contests">What is contested of him.</param>
    /// <param name="before">What was said before.</param>
    /// <returns>Null when there is nothing to say.</returns>
    public static JudgedNumber? Judge(PendingPupil pupil, IReadOnlyCollection<Contest> contests, NumberVerdictRow? before)
    {
        if (pupil.State == NumberState.Void)
            return null;
        var request = pupil.Request;
        var (finding, isClaimant) = Finding(request, contests);
        var renumber = contests.Any(c => !c.IsDocument && c.ClaimantId == request.StudentId && c.Value == request.Current.Text);
        if (finding is null && before is null && !renumber && pupil.State != NumberState.Pending)
            return null;
        var basis = NumberVerdictRow.BasisOf(request);
        var given = before?.Basis == basis && !renumber ? before.Number : null;
        var own = !renumber && IsFinal(pupil) ? request.Current : given;
        if (isClaimant || (finding?.Type == ProblemType.SameLikeness && own is null))
            return new JudgedNumber(pupil, basis, finding, given, null);
        return own is not null ? new JudgedNumber(pupil, basis, finding, own, null)
            : new JudgedNumber(pupil, basis, finding, null, Ask(request, renumber));
    }

    private static (ProblemFinding?, bool IsClaimant) Finding(NumberRequest request, IReadOnlyCollection<Contest> contests)
    {
        var documents = contests.Where(c => c.IsDocument).ToLookup(c => c.ClaimantId == request.StudentId);
        if (documents[true].FirstOrDefault() is { } claim)
            return (new ProblemFinding(ProblemType.SameDocument, claim.HolderId), true);
        if (documents[false].MinBy(c => c.ClaimantId) is { } held)
            return (new ProblemFinding(ProblemType.SameDocument, held.ClaimantId), false);
        return request.IsLikelyDuplicate ? (new ProblemFinding(ProblemType.SameLikeness, request.AlikeId), false) : (null, false);
    }

    // J becomes G when a pupil who waits has a citizen ID by now.
    private static bool IsFinal(PendingPupil pupil) => pupil.Request.Current.Kind switch
    {
        StudentNumberKind.Formal => true,
        StudentNumberKind.Temporary => false,
        _ => pupil.State != NumberState.Pending || pupil.Request.Document?.CitizenId is null,
    };

    // To the issuer, who has to give up his number is somebody with a temporary one.
    private static NumberRequest Ask(NumberRequest request, bool renumber) => request with
    {
        Current = renumber ? StudentNumber.Temporary(request.Division, request.Likeness.BirthDate, 0) : request.Current,
        IsLikelyDuplicate = false,
        AlikeId = null,
    };
}
