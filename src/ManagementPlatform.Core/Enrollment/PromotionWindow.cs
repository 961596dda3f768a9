using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>
/// When schools are promoted: between the school years, 15 July – 14 August by default (docs/rules.md §1.6, §9).
/// </summary>
public static class PromotionWindow
{
    private const string Default = "07-15..08-14";

    /// <exception cref="RefusalException">The day lies outside.</exception>
    public static void Demand(string? window, DateOnly day)
    {
        if (!DayWindows.Contain(window ?? Default, day))
            throw Refused.Conflict("outside_window", $"当前不在升级办理期内（{DayWindows.Text(window ?? Default)}）。");
    }
}
