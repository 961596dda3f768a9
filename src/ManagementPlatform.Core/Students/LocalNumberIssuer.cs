using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Corrections;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// The center as its own issuer: G for a pupil whose citizen ID nobody else holds, J for one without a citizen ID whose check is
/// clean, nothing while a duplicate is likely; docs/rules.md §2.1, §2.2.
/// </summary>
public sealed class LocalNumberIssuer(INumberRegister register) : INumberIssuer
{
    private const int LastSequence = 999;
    private const int Window = 20;

    public async Task<IReadOnlyList<NumberVerdict>> IssueAsync(IReadOnlyList<NumberRequest> requests, CancellationToken cancel)
    {
        var formal = requests.Select(FormalNumber).ToArray();
        var holders = await register.HoldersAsync([.. formal.OfType<StudentNumber>()], cancel);
        var verdicts = new NumberVerdict[requests.Count];
        var withoutId = new List<int>();
        for (var i = 0; i < verdicts.Length; i++)
        {
            if (requests[i].IsLikelyDuplicate)
                verdicts[i] = NumberVerdict.Problem(ProblemType.SameLikeness, requests[i].AlikeId);
            else if (formal[i] is { } number)
                verdicts[i] = Formal(number, requests[i], holders);
            else if (requests[i].Current.Kind != StudentNumberKind.Temporary)
                verdicts[i] = NumberVerdict.Confirmed(requests[i].Current);
            else
                withoutId.Add(i);
        }

        await IssueWithoutIdAsync(withoutId, requests, verdicts, cancel);
        return verdicts;
    }

    private static StudentNumber? FormalNumber(NumberRequest request) =>
        request.Document?.CitizenId is { } id && !request.IsLikelyDuplicate ? StudentNumber.Formal(id) : null;

    // Another pupil's G number keeps the ID of its day of issue, even when his ID has been corrected since.
    private static NumberVerdict Formal(
        StudentNumber number, NumberRequest request, IReadOnlyDictionary<StudentNumber, long> holders) =>
        holders.TryGetValue(number, out var holder) && holder != request.StudentId
            ? NumberVerdict.Problem(ProblemType.SameDocument, holder)
            : NumberVerdict.Confirmed(number);

    // The lowest free sequences of the division and birth date, a window at a time: beyond the first is rare.
    private async Task IssueWithoutIdAsync(
        List<int> rows, IReadOnlyList<NumberRequest> requests, NumberVerdict[] verdicts, CancellationToken cancel)
    {
        var waiting = rows.GroupBy(row => (requests[row].Division, requests[row].Likeness.BirthDate))
            .ToDictionary(same => same.Key, same => new Queue<int>(same));
        for (var first = 1; first <= LastSequence && waiting.Count > 0; first += Window)
        {
            var sequences = Enumerable.Range(first, Math.Min(Window, LastSequence - first + 1));
            var candidates = waiting.Keys.SelectMany(
                key => sequences.Select(sequence => (Key: key, Number: StudentNumber.WithoutId(key.Division, key.BirthDate, sequence)))).ToList();
            var taken = await register.HoldersAsync([.. candidates.Select(candidate => candidate.Number)], cancel);
            foreach (var (key, number) in candidates.Where(candidate => !taken.ContainsKey(candidate.Number)))
            {
                if (waiting[key].TryDequeue(out var row))
                    verdicts[row] = NumberVerdict.Confirmed(number);
            }

            foreach (var done in waiting.Where(group => group.Value.Count == 0).Select(group => group.Key).ToList())
                waiting.Remove(done);
        }

        foreach (var row in waiting.Values.SelectMany(left => left))
            verdicts[row] = NumberVerdict.Pending;
    }
}
