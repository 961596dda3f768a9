using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Writing;

namespace ManagementPlatform.Core.Cases;

/// <summary>
/// 催办与超期上报: counts deadlines again when the calendar has changed, reminds, takes what is overdue one level up, and finds a holder
/// for what an ended school has left. Each group of cases is a transaction of its own, so that nobody who decides waits long;
/// whatever was missed while the center stood still is made up for in the next run.
/// </summary>
public sealed class KeepDeadlines(
    IDeadlineStore store, IReferenceData reference, ICurrentCenter center, IUnitOfWork work,
    WorkReport report, TimeProvider time) : IScheduledWork
{
    private const string Action = "case.keep_deadlines";

    // As many bureaus as may stand above each other.
    private const int MostLevels = 4;

    public string Name => "keep_deadlines";

    public async Task RunAsync(CancellationToken cancel)
    {
        await RerouteAsync(cancel);
        var groups = await store.GroupsAsync(cancel);
        if (groups.Count == 0)
            return;
        var calendar = (await reference.GetAsync(cancel)).Calendar;
        var today = BeijingTime.Today(time);
        foreach (var group in groups)
            await KeepAsync(group, calendar, today, cancel);
    }

    private async Task RerouteAsync(CancellationToken cancel)
    {
        for (var level = 0; level < MostLevels; level++)
        {
            foreach (var (organizationId, aboveId) in await store.InactiveHoldersAsync(cancel))
                await ActAsync(
                    c => store.RerouteAsync(organizationId, aboveId, time.GetUtcNow(), c),
                    new { rerouted = organizationId, aboveId }, cancel);
        }
    }

    private async Task KeepAsync(WaitingGroup group, WorkingDayCalendar calendar, DateOnly today, CancellationToken cancel)
    {
        var dueOn = Deadlines.DueOn(group, calendar);
        var reminders = Deadlines.RemindersDue(group, calendar, today).ToList();
        var escalations = Deadlines.EscalationsDue(group, calendar, today).ToList();
        if (dueOn == group.DueOn && reminders.Count == 0 && escalations.Count == 0)
            return;
        var now = time.GetUtcNow();
        await ActAsync(
            async c =>
            {
                if (dueOn != group.DueOn)
                    await store.MoveDueDateAsync(group, dueOn, c);
                if (reminders.Count > 0)
                    await store.RemindAsync(group, reminders, now, c);
                foreach (var level in escalations)
                    await store.EscalateAsync(group, level, now, c);
            },
            new { group.WaitingOn, group.DueOn, movedTo = dueOn, reminders, escalations },
            cancel);
    }

    private async Task ActAsync(Func<CancellationToken, Task> act, object what, CancellationToken cancel)
    {
        var identity = await center.GetAsync(cancel);
        await work.CommitAsync(
            Caller.Center(identity.RootOrganizationId, identity.Tier),
            Action,
            async c =>
            {
                await store.HoldAsync(c);
                await act(c);
                work.Audited(new AuditLine(Entity.Case, null, Detail: what));
                return true;
            },
            cancel);
        report.Did(1); // a group of cases
    }
}
