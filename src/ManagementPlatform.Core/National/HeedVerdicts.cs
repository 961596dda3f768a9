using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Corrections;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.National;

/// <summary>
/// 核重结论到达, of pupils who do not wait for a number any more: a pupil who had one turns out to be in another province as well,
/// or that was settled. Who waits gets his verdict by <see cref="IssuePendingNumbers"/>.
/// </summary>
public sealed class HeedVerdicts(
    ICenterStanding standing, INumberWork tasks, IPendingNumbers pupils, INumberVerdicts verdicts, IProblemStore problems,
    ProblemDesk desk, ICurrentCenter center, IUnitOfWork work, WorkReport report, TimeProvider time) : IScheduledWork
{
    private const int BatchSize = 100;

    public string Name => "heed_verdicts";

    public async Task RunAsync(CancellationToken cancel) => report.Did(await HandleAsync(cancel));

    /// <returns>How many verdicts were looked at.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        if (await standing.GetAsync(cancel) != Standing.Province)
            return 0;
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        for (var heeded = 0; ;)
        {
            if ((await tasks.TakeAsync(1, cancel)).Count == 0)
                return heeded;
            heeded += await work.CommitAsync(caller, "student.heed_verdicts", c => HeedSomeAsync(identity.CenterCode, c), cancel);
        }
    }

    private async Task<int> HeedSomeAsync(string here, CancellationToken cancel)
    {
        var taken = await tasks.TakeAsync(BatchSize, cancel);
        await tasks.DoneAsync(taken, cancel);
        List<long> ids = [.. taken.Select(task => task.StudentId).Distinct()];
        var said = await verdicts.OfAsync(ids, cancel);
        foreach (var pupil in await pupils.FindAsync(ids, cancel))
        {
            if (said.GetValueOrDefault(pupil.Request.StudentId) is { } verdict
                && pupil.Home == here && pupil.State is NumberState.Confirmed or NumberState.Problem)
                await HeedAsync(pupil, verdict, cancel);
        }

        work.Audited(new AuditLine(Entity.Student, null, Detail: new { verdicts = ids.Count }));
        return ids.Count;
    }

    private async Task HeedAsync(PendingPupil pupil, NumberVerdictRow verdict, CancellationToken cancel)
    {
        if (!verdict.IsAbout(pupil.Request))
            return;
        var records = await problems.OfAsync(pupil.Request.StudentId, cancel);
        if (verdict.Finding is { } finding)
        {
            // Once handled it is not opened again: the nation hears of it and judges anew.
            if (!records.Any(record =>
                record.ProblemType == finding.Type && (record.IsOpen || record.OtherStudentId == finding.OtherStudentId)))
            {
                await desk.OpenAsync(pupil.Request.StudentId, finding, FoundBy.Nation, null, cancel);
            }
        }
        else if (records.Any(record => record is { IsOpen: true, FoundBy: FoundBy.Nation, CaseId: null }))
        {
            await desk.ResolveAsync(pupil.Request.StudentId, FoundBy.Nation, cancel);
        }
        else if (pupil.State == NumberState.Confirmed && verdict.Number is { } number && number != pupil.Request.Current)
        {
            await pupils.SettleAsync(pupil, verdict.Verdict, time.GetUtcNow(), cancel);
            work.Changed(Entity.Student, pupil.Request.StudentId, pupil.RowVersion + 1);
        }
    }
}
