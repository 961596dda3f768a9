using System.Globalization;
using System.Threading.RateLimiting;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Storage.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>
/// 监护人查询进度: with case number and code, without an account. A wrong code and an unknown number are answered alike, and the answer
/// holds nothing of the pupil but the first character of his name.
/// </summary>
internal static class ReadProgress
{
    private static readonly Operation Operation = Operation.Open("case.progress", "监护人凭受理编号和查询码查询进度") with
    {
        Description = $"查询码在受理时由学校告知。同一受理编号每小时最多错 {ProgressGuesses.MostAnHour} 次。",
        OnlyReads = true,
        Request = new ProgressQuestion("510000000099001", "40718253"),
        Response = new ProgressContract(
            "510000000099001", "转学", "李**", "open", "待转出学校核办", "成都市武侯区晨光小学", null, new(2026, 10, 26),
            [new(new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), "提交申请", "成都市锦江区星河小学")]),
    };

    public static void MapReadProgress(this IEndpointRouteBuilder api) =>
        api.MapSecured(HttpMethod.Post, "/progress", Operation, ReadAsync).WithMetadata(new AsksWithCode());

    private static async Task<ProgressContract> ReadAsync(
        ProgressQuestion question, CaseQueries queries, IEnumerable<ICaseKind> kinds,
        ProgressGuesses guesses, CancellationToken cancel)
    {
        var caseId = long.TryParse(question.CaseNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : 0;
        guesses.Demand(caseId);
        if (await queries.ReadAsync(caseId, question.ProgressCode, cancel) is not { } view)
        {
            guesses.Failed(caseId);
            throw new ProblemException(StatusCodes.Status404NotFound, "no_such_progress", "受理编号或查询码不正确。");
        }

        return ProgressContract.Of(view, kinds.Single(kind => kind.Code == view.File.Kind).Name);
    }
}

/// <param name="ProgressCode">查询码.</param>
public sealed record ProgressQuestion(string CaseNumber, string ProgressCode)
{
    /// <summary>Nothing of it in a log.</summary>
    public override string ToString() => nameof(ProgressQuestion);
}

/// <summary>How far a case is, for the guardian.</summary>
/// <param name="PupilName">The first character.</param>
/// <param name="HeldBy">Who has to act; null when it has ended.</param>
public sealed record ProgressContract(
    string CaseNumber, string KindName, string PupilName, string State, string StateName,
    string? HeldBy, string? EscalatedTo, DateOnly? DueOn, IReadOnlyList<ProgressEntry> Timeline)
{
    internal static ProgressContract Of(CaseView view, string kindName) => new(
        view.File.CaseId.ToString(CultureInfo.InvariantCulture),
        kindName,
        StringInfo.GetNextTextElement(view.Pupil.Name) + "**",
        view.Progress.State,
        view.Progress.Name,
        NameOf(view, view.Open?.OrganizationId),
        NameOf(view, view.Open?.EscalatedTo),
        view.Open?.DueOn,
        [.. CaseTimeline.Of(view).Select(entry => new ProgressEntry(entry.At, entry.Title, entry.By))]);

    private static string? NameOf(CaseView view, long? id) => id is { } known ? view.Names.GetValueOrDefault(known) : null;
}

/// <summary>One line; opinions are left out, as they may name people.</summary>
public sealed record ProgressEntry(DateTimeOffset At, string Title, string? By);

/// <summary>
/// Counts wrong codes by case number, whether there is such a case or not, so that many addresses cannot guess one code.
/// </summary>
internal sealed class ProgressGuesses : IDisposable
{
    public const int MostAnHour = 20;

    private readonly PartitionedRateLimiter<long> _wrong = PartitionedRateLimiter.Create<long, long>(caseId =>
        RateLimitPartition.GetFixedWindowLimiter(caseId, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostAnHour, Window = TimeSpan.FromHours(1) }));

    /// <exception cref="ProblemException">There were too many.</exception>
    public void Demand(long caseId)
    {
        using var lease = _wrong.AttemptAcquire(caseId, 0);
        if (!lease.IsAcquired)
            throw new ProblemException(StatusCodes.Status429TooManyRequests, "too_many_requests", "查询码错误次数过多，请一小时后重试。");
    }

    public void Failed(long caseId)
    {
        using var lease = _wrong.AttemptAcquire(caseId);
    }

    public void Dispose() => _wrong.Dispose();
}
