using System.Globalization;

namespace ManagementPlatform.Core.Replication;

/// <summary>Which center made a key: its leading digits say so (<see cref="Writing.IIdentifiers"/>).</summary>
public static class KeyMaker
{
    /// <summary>Ten trillion keys a center.</summary>
    public const long CenterFactor = 10_000_000_000_000;

    /// <summary>
    /// Center code; null for the keys that follow from a code (bureaus), the nation's own and those of whole tables.
    /// </summary>
    public static string? Of(long key) =>
        key < CenterFactor ? null : (key / CenterFactor).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>The first key of a center.</summary>
    public static long First(string center) => int.Parse(center, CultureInfo.InvariantCulture) * CenterFactor;
}
