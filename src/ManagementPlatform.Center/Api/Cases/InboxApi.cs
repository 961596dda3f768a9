using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Cases;

namespace ManagementPlatform.Center.Api.Cases;

/// <summary>待办: what waits for the caller's organization, the most urgent first.</summary>
internal static class InboxApi
{
    private static readonly Operation Operation = new("case.inbox", Permission.UseInbox, "本单位待办业务，按剩余时限排序")
    {
        Description = "包括等待本单位核办的、以及下级单位超期后上报到本单位的全部业务。`overdue` 为真只列超期的，为假只列未超期的；"
            + "`kind` 为业务种类（学籍变动为 enrollment_change）。`workingDaysLeft` 按工作日历计算，到期日当天为 0，超期为负数。",
        Response = Page<InboxItem>.Example(new InboxItem(
            510_000_000_099_001, "transfer", "转学", 510_000_000_012_345, "李思远",
            "成都市武侯区晨光小学", "成都市锦江区星河小学", "from_school", "转出学校核办", "成都市武侯区晨光小学",
            new(2026, 10, 12, 1, 30, 0, TimeSpan.Zero), new(2026, 10, 26), 3, 7, 0, 4, null)),
    };

    public static void MapInbox(this IEndpointRouteBuilder api) => api.MapSecured(HttpMethod.Get, "/inbox", Operation, ListAsync);

    private static async Task<Page<InboxItem>> ListAsync(
        PageRequest page, Caller caller, InboxQueries queries, IEnumerable<ICaseKind> kinds,
        IReferenceData reference, TimeProvider time, CancellationToken cancel, string? kind = null, bool? overdue = null)
    {
        var today = BeijingTime.Today(time);
        var after = page.After<InboxKey>() ?? new InboxKey(overdue == false ? today : DateOnly.MinValue, 0);
        var filter = new InboxFilter(kind, after.DueOn, overdue == true ? today : DateOnly.MaxValue, after.CaseId, page.Take);
        var rows = await queries.ListAsync(caller.OrganizationId, filter, cancel);
        var calendar = (await reference.GetAsync(cancel)).Calendar;
        var names = kinds.ToDictionary(k => k.Code, k => k.Name);
        return Answer.Page(
            page, rows, row => new InboxKey(row.DueOn, row.CaseId),
            row => ItemOf(row, names, Deadlines.DaysLeft(row.DueOn, calendar, today)));
    }

    private static InboxItem ItemOf(InboxRow row, Dictionary<string, string> names, int daysLeft) => new(
        row.CaseId,
        row.Kind,
        row.ChangeKind is { } change ? ChangeCatalogue.Find(change)?.Name ?? change : names.GetValueOrDefault(row.Kind, row.Kind),
        row.StudentId,
        row.StudentName,
        row.FromSchoolName,
        row.ToSchoolName,
        row.Node,
        CaseNodes.Find(row.Node).Name,
        row.OrganizationName,
        row.WaitingSince,
        row.DueOn,
        daysLeft,
        row.Reminded,
        row.Escalations,
        row.Version,
        row.Reason);

    private sealed record InboxKey(DateOnly DueOn, long CaseId);
}

/// <summary>One line of the inbox.</summary>
/// <param name="CaseId">Of a case; of a change of enrolment (kind enrollment_change) the change's.</param>
/// <param name="KindName">转学; of a change of enrolment its own kind: 休学.</param>
/// <param name="HeldBy">Whose it is to act; another organization's name when the deadline has brought it up here.</param>
/// <param name="WorkingDaysLeft">0 on the last day, negative when it is overdue.</param>
/// <param name="ReminderLevel">Working day of the last reminder: 0, 3, 7 or 9.</param>
/// <param name="Reason">Why a check did not pass that goes on by itself; null where somebody has to decide.</param>
/// <param name="EscalationLevel">How many levels up the deadline has taken it.</param>
public sealed record InboxItem(
    long CaseId, string Kind, string KindName, long StudentId, string StudentName, string? FromSchoolName,
    string? ToSchoolName, string Node, string NodeName, string HeldBy, DateTimeOffset WaitingSince, DateOnly DueOn,
    int WorkingDaysLeft, int ReminderLevel, int EscalationLevel, int Version, string? Reason);
