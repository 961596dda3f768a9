using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Enrollment;

namespace ManagementPlatform.Core.Admissions;

/// <summary>升学: what follows upon a stage that was finished. docs/rules.md §1.5 毕业后跨省就学; §2.6.</summary>
public static class Progression
{
    /// <summary>毕业 and 结业: the stage is over and the next one may begin.</summary>
    public static bool HasFinished(string status) => status is PupilStatus.Graduated or PupilStatus.Completed;

    /// <summary>Null when the pupil may go on there, otherwise why not, in Chinese.</summary>
    public static string? Unfit(ClassPlace finished, Grade to, SchoolingSystem system)
    {
        // Between 六三制 and 五四制 the next year of schooling fits, and the first of junior school always does.
        var done = finished.SchoolingYear;
        var isNext = system.SchoolingYear(to) == done + 1;
        var isJuniorEntry = finished.Stage == Stage.Primary && to is { Stage: Stage.Junior, IsStarting: true };
        return isNext || isJuniorEntry ? null
            : to is { Stage: Stage.Primary, Year: 6 } ? "小学六年级只接收五年制小学的毕业生。"
            : $"该生毕业于{finished.Grade.Name}（{finished.System}），不能编入{to.Name}。";
    }
}
