using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.National;

/// <summary>
/// 全国统一核重: in a province that has joined, a number is final when the nation has said so; docs/rules.md §2.2. What the
/// province itself can see, a pupil of the same document or likeness, is a problem at once.
/// </summary>
public sealed class NationalNumberIssuer(
    ICenterStanding standing, INumberRegister register, INumberVerdicts verdicts, IProblemStore problems) : INumberIssuer
{
    public async Task<IReadOnlyList<NumberVerdict>> IssueAsync(IReadOnlyList<NumberRequest> requests, CancellationToken cancel)
    {
        if (await standing.GetAsync(cancel) != Standing.Province)
            return await new LocalNumberIssuer(register).IssueAsync(requests, cancel);
        var said = await verdicts.OfAsync([.. requests.Select(request => request.StudentId)], cancel);
        StudentNumber?[] formal = [.. requests.Select(FormalNumber)];
        var holders = await register.HoldersAsync([.. formal.OfType<StudentNumber>()], cancel);
        var answers = new NumberVerdict[requests.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            var request = requests[i];
            if (said.GetValueOrDefault(request.StudentId) is { } verdict && verdict.IsAbout(request))
                answers[i] = await HeedAsync(verdict, cancel);
            else if (request.IsLikelyDuplicate)
                answers[i] = NumberVerdict.Problem(ProblemType.SameLikeness, request.AlikeId);
            else if (formal[i] is { } number && holders.TryGetValue(number, out var holder) && holder != request.StudentId)
                answers[i] = NumberVerdict.Problem(ProblemType.SameDocument, holder);
            else
                answers[i] = NumberVerdict.Pending;
        }

        return answers;
    }

    private static StudentNumber? FormalNumber(NumberRequest request) =>
        request.Document?.CitizenId is { } id ? StudentNumber.Formal(id) : null;

    // What was found has been handled since, and the nation will hear of it and judge again.
    private async Task<NumberVerdict> HeedAsync(NumberVerdictRow verdict, CancellationToken cancel)
    {
        if (verdict.Finding is not { } finding)
            return verdict.Verdict;
        var records = await problems.OfAsync(verdict.StudentId, cancel);
        if (!records.Any(record => !record.IsOpen && record.ProblemType == finding.Type && record.OtherStudentId == finding.OtherStudentId))
            return verdict.Verdict;
        return verdict.Number is { } number ? NumberVerdict.Confirmed(number) : NumberVerdict.Pending;
    }
}
