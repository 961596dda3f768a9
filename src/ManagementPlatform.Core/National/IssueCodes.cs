using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Core.National;

/// <summary>
/// 全国统一赋码、核重: at the nation, for what has arrived. Elsewhere there is nothing to do, nor while the nation learns again what it
/// had issued before it was restored from a backup.
/// </summary>
public sealed class IssueCodes(
    ICenterStanding standing, GrantSchoolCodes grants, JudgeNumbers judge, ICurrentCenter center, WorkReport report)
    : IScheduledWork
{
    public string Name => "issue_codes";

    public async Task RunAsync(CancellationToken cancel)
    {
        var (codes, verdicts) = await HandleAsync(cancel);
        report.Did(codes + verdicts);
    }

    /// <returns>How many codes and verdicts were given.</returns>
    public async Task<(int Codes, int Verdicts)> HandleAsync(CancellationToken cancel)
    {
        if (await standing.GetAsync(cancel) != Standing.Nation || await standing.IsRecoveringAsync(cancel))
            return (0, 0);
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        return (await grants.HandleAsync(caller, cancel), await judge.HandleAsync(caller, cancel));
    }
}
