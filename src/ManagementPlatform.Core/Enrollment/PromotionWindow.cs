using System.Globalization;

namespace ManagementPlatform.Core.Enrollment;

/// <summary>When schools are promoted: between the school years, 15 July – 14 August by default (docs/rules.md §1.6, §9).</summary>
public static class PromotionWindow
{
    private const string Default = "07-15..08-14";

    /// <param name="window"><c>MM-dd..MM-dd</c>, both days included; null for the default.</param>
    public static bool Contains(string? window, DateOnly day)
    {
        var parts = (window ?? Default).Split("..");
        var text = day.ToString("MM-dd", CultureInfo.InvariantCulture);
        return string.CompareOrdinal(text, parts[0]) >= 0 && string.CompareOrdinal(text, parts[1]) <= 0;
    }

    /// <exception cref="RefusalException">The day lies outside.</exception>
    public static void Demand(string? window, DateOnly day)
    {
        if (!Contains(window, day))
            throw Refused.Conflict("outside_window", $"当前不在升级办理期内（{(window ?? Default).Replace("..", "至", StringComparison.Ordinal)}）。");
    }
}
