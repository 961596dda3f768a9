using System.Globalization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// The code of an education bureau: its division, six digits. A city without counties is its own county level and has two bureaus
/// in the tree, so that every school hangs below one of the county level; that one's code ends in C (<c>441900C</c>).
/// </summary>
public static class BureauCode
{
    public const string Ministry = "000000";

    private const string CountyLevel = "C";
    private const long OwnKeys = 1_000_000, TwinKeys = 2_000_000;

    /// <summary>Keys below this are bureaus'; the nation's own numbering starts here.</summary>
    public const long FirstFreeKey = 10_000_000;

    public static string CountyLevelOf(string region) => region + CountyLevel;

    /// <summary>The code of the county-level bureau of a division: a county, or a city without counties.</summary>
    public static string OfCounty(Region division) =>
        division.Level == "city" ? CountyLevelOf(division.RegionCode) : division.RegionCode;

    /// <summary>Whether a text has the form of a bureau's code.</summary>
    public static bool IsOne(string text) =>
        text.Length is 6 or 7 && text[..6].All(char.IsAsciiDigit)
            && (text.Length == 6 || text.EndsWith(CountyLevel, StringComparison.Ordinal));

    /// <summary>
    /// The bureau's key, which follows from its code: every center makes the same bureaus from the same divisions, so the same
    /// bureau must have the same key everywhere.
    /// </summary>
    public static long Key(string code)
    {
        var region = long.Parse(code.AsSpan(0, 6), CultureInfo.InvariantCulture);
        return region + (code.EndsWith(CountyLevel, StringComparison.Ordinal) ? TwinKeys : OwnKeys);
    }
}
