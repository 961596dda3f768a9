using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Cases;

/// <summary>Running cases that began to wait on one day with one deadline, and what has been done about it.</summary>
/// <param name="IsReturned">
/// They wait for completion; what happens then is told apart from what happened at the step before.
/// </param>
/// <param name="DueOn">As it was counted when they began to wait, or last.</param>
public sealed record WaitingGroup(
    DateOnly WaitingOn, int WorkingDays, bool IsReturned, DateOnly DueOn, int Reminded, int Escalations);

/// <summary>What time does to a case that waits: reminders, then one level up after the other (docs/rules.md §1.9).</summary>
public static class Deadlines
{
    /// <summary>承办单位已停办: the case went to the bureau above.</summary>
    public const string Rerouted = "rerouted";

    private const string ReminderPrefix = "reminder_", EscalationPrefix = "escalated_", ReturnedPrefix = "returned_";

    // school → county → city → province → ministry
    private const int MostEscalations = 4;

    /// <summary>Working days after which the holder is reminded, as long as they lie inside the deadline.</summary>
    public static IReadOnlyList<int> ReminderDays { get; } = [3, 7, 9];

    /// <summary>Kind of the <see cref="CaseEvent"/>.</summary>
    public static string Reminder(WaitingGroup group, int day) => Kind(group, $"{ReminderPrefix}{day}");

    /// <inheritdoc cref="Reminder"/>
    public static string Escalation(WaitingGroup group, int level) => Kind(group, $"{EscalationPrefix}{level}");

    /// <summary>The number in the kind of an event; null when it is another kind.</summary>
    public static string? DayOfReminder(string kind) => After(kind, ReminderPrefix);

    /// <inheritdoc cref="DayOfReminder"/>
    public static string? LevelOfEscalation(string kind) => After(kind, EscalationPrefix);

    /// <summary>The last day of the deadline as the calendar stands now.</summary>
    public static DateOnly DueOn(WaitingGroup group, WorkingDayCalendar calendar) =>
        calendar.AddWorkingDays(group.WaitingOn, group.WorkingDays);

    /// <summary>The reminders that are due and were not given, in their order: after a pause several at once.</summary>
    public static IEnumerable<int> RemindersDue(WaitingGroup group, WorkingDayCalendar calendar, DateOnly today)
    {
        var waited = calendar.WorkingDaysBetween(group.WaitingOn, today);
        return ReminderDays.Where(day => day > group.Reminded && day <= waited && day < group.WorkingDays);
    }

    /// <summary>
    /// The levels that it has to go up now: one on the first working day after the deadline, one more after each such period.
    /// </summary>
    public static IEnumerable<int> EscalationsDue(WaitingGroup group, WorkingDayCalendar calendar, DateOnly today)
    {
        var waited = calendar.WorkingDaysBetween(group.WaitingOn, today);
        var levels = Math.Min((waited - 1) / Math.Max(1, group.WorkingDays), MostEscalations);
        return Enumerable.Range(group.Escalations + 1, Math.Max(0, levels - group.Escalations));
    }

    /// <summary>Working days that are left, today not counted; 0 on the last day, negative when it is over.</summary>
    public static int DaysLeft(DateOnly dueOn, WorkingDayCalendar calendar, DateOnly today) =>
        dueOn >= today ? calendar.WorkingDaysBetween(today, dueOn) : -calendar.WorkingDaysBetween(dueOn, today);

    private static string Kind(WaitingGroup group, string kind) => (group.IsReturned ? ReturnedPrefix : "") + kind;

    private static string? After(string kind, string prefix)
    {
        var bare = kind.StartsWith(ReturnedPrefix, StringComparison.Ordinal) ? kind[ReturnedPrefix.Length..] : kind;
        return bare.StartsWith(prefix, StringComparison.Ordinal) ? bare[prefix.Length..] : null;
    }
}
