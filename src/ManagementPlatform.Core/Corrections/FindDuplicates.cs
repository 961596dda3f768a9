using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 定期查重: pupils without a document who are like another one and were not seen to be when they were registered: they came into
/// this center, lost their document by a correction, or were entered past the check. Two who name a guardian of the same document
/// as well are taken for one child: a joint case begins. docs/rules.md §1.7.
/// </summary>
public sealed class FindDuplicates(
    IProblemStore store, ProblemDesk desk, OpenJointCase joint, ICurrentCenter center, IUnitOfWork work, WorkReport report)
    : IScheduledWork
{
    private const int BatchSize = 500;
    private const string Explanation = "定期查重发现：两份学籍的姓名、性别、出生日期及监护人证件均相同";

    public string Name => "find_duplicates";

    public async Task RunAsync(CancellationToken cancel) => report.Did(await HandleAsync(cancel));

    /// <returns>How many pupils are a problem who were none.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        var found = 0;
        for (long after = 0; ;)
        {
            // Looked at outside first: most runs find nobody and write nothing.
            var alike = await store.AlikeAsync(after, BatchSize, cancel);
            if (alike.Count == 0)
                return found;
            found += await work.CommitAsync(caller, "problem.find_duplicates", c => OpenAsync(after, caller, c), cancel);
            after = alike[^1].StudentId;
        }
    }

    private async Task<int> OpenAsync(long after, Caller caller, CancellationToken cancel)
    {
        var alike = await store.AlikeAsync(after, BatchSize, cancel);
        foreach (var (studentId, otherId) in alike)
            await desk.OpenAsync(studentId, new ProblemFinding(ProblemType.SameLikeness, otherId), FoundBy.Check, null, cancel);
        foreach (var (studentId, otherId) in alike)
            await JoinAsync(studentId, otherId, caller, cancel);
        work.Audited(new AuditLine(Entity.Student, null, Detail: new { found = alike.Count }));
        return alike.Count;
    }

    private async Task JoinAsync(long studentId, long otherId, Caller caller, CancellationToken cancel)
    {
        var records = (await store.OfAsync(studentId, cancel)).Concat(await store.OfAsync(otherId, cancel));
        if (!records.Any(record => record is { IsOpen: true, CaseId: not null })
            && await store.ShareGuardianAsync(studentId, otherId, cancel))
            await joint.JoinAsync(studentId, otherId, Explanation, caller, cancel);
    }
}
