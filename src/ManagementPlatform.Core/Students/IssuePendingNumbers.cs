using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Students;

/// <summary>A pupil who waits for his number's verdict.</summary>
/// <param name="State"><see cref="NumberState"/> as it is now.</param>
/// <param name="Home">Center code of who writes his rows.</param>
public sealed record PendingPupil(NumberRequest Request, int RowVersion, string State, string Home);

/// <summary>The pupils who wait, and what is written when they no longer do.</summary>
public interface IPendingNumbers
{
    /// <summary>Pupils of this center in order of their keys, after the given one.</summary>
    Task<IReadOnlyList<PendingPupil>> TakeAsync(long after, int count, CancellationToken cancel);

    /// <summary>One pupil, whether he waits or not.</summary>
    Task<PendingPupil?> FindAsync(long studentId, CancellationToken cancel);

    /// <summary>Several, wherever their home is.</summary>
    Task<IReadOnlyList<PendingPupil>> FindAsync(IReadOnlyCollection<long> studentIds, CancellationToken cancel);

    /// <summary>Stores a verdict over the version that was read: state, number and history.</summary>
    Task SettleAsync(PendingPupil pupil, NumberVerdict verdict, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>
/// Asks the issuer again for those whom it could not answer for when they were registered (待查重); docs/rules.md §2.2.
/// </summary>
public sealed class IssuePendingNumbers(
    IPendingNumbers pending, INumberIssuer issuer, ProblemDesk problems, ICurrentCenter center,
    IUnitOfWork work, WorkReport report, TimeProvider time)
    : IScheduledWork
{
    private const int BatchSize = 500;

    public string Name => "issue_numbers";

    public async Task RunAsync(CancellationToken cancel) => report.Did(await HandleAsync(cancel));

    /// <returns>How many pupils have a verdict now who had none.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        var settled = 0;
        for (long after = 0; ;)
        {
            // Looked at outside first: most runs find nobody and write nothing.
            var waiting = await pending.TakeAsync(after, BatchSize, cancel);
            if (waiting.Count == 0)
                return settled;
            settled += await work.CommitAsync(caller, "student.issue_numbers", c => SettleAsync(after, c), cancel);
            after = waiting[^1].Request.StudentId;
        }
    }

    private async Task<int> SettleAsync(long after, CancellationToken cancel)
    {
        var pupils = await pending.TakeAsync(after, BatchSize, cancel);
        var verdicts = await issuer.IssueAsync([.. pupils.Select(pupil => pupil.Request)], cancel);
        var settled = 0;
        for (var i = 0; i < pupils.Count; i++)
        {
            if (verdicts[i].State == NumberState.Pending)
                continue;
            settled++;
            if (verdicts[i].State == NumberState.Problem)
            {
                await problems.SettleAsync(pupils[i].Request.StudentId, cancel);
                continue;
            }

            await pending.SettleAsync(pupils[i], verdicts[i], time.GetUtcNow(), cancel);
            work.Changed(Entity.Student, pupils[i].Request.StudentId, pupils[i].RowVersion + 1);
        }

        work.Audited(new AuditLine(Entity.Student, null, Detail: new { waiting = pupils.Count, settled }));
        return settled;
    }
}
