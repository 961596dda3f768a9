using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Core.National;

/// <summary>赋码到达: schools whose code has come from the nation get it and begin to work.</summary>
public sealed class SettleSchoolCodes(
    ICenterStanding standing, ISchoolCodeGrants grants, IssueSchoolCode issue,
    ICurrentCenter center, WorkReport report, TimeProvider time)
    : IScheduledWork
{
    public string Name => "settle_school_codes";

    public async Task RunAsync(CancellationToken cancel) => report.Did(await HandleAsync(cancel));

    /// <returns>How many schools have a code now.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        if (await standing.GetAsync(cancel) != Standing.Province)
            return 0;
        var identity = await center.GetAsync(cancel);
        var caller = Caller.Center(identity.RootOrganizationId, identity.Tier);
        var decision = new SchoolDecision(BeijingTime.Today(time), Note: "国家统一赋码");
        var settled = 0;
        foreach (var (schoolId, version) in await grants.ArrivedAsync(cancel))
        {
            try
            {
                await issue.HandleAsync(schoolId, version, decision, caller, cancel);
                settled++;
            }
            catch (RefusalException)
            {
                // Somebody has just written the school; the next run looks again.
            }
        }

        return settled;
    }
}
