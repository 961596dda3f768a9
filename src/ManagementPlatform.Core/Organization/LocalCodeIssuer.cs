using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// The center issues codes itself: the serial after the highest one. Two that take the same one at once collide on the register's
/// key, and the unit of work runs again.
/// </summary>
public sealed class LocalCodeIssuer(ISchoolCodeRegister register) : ISchoolCodeIssuer
{
    // A school code knows no 66: schools of the 兵团 have 新疆's 65 (docs/rules.md §6.1). So that two centers never give out the same
    // code, 兵团 counts from 900001 and 新疆 stays below; this product's own rule.
    private const string Xpcc = "66", Xinjiang = "65";
    private const int LastSerial = 999_999, FirstOfXpcc = 900_001;

    /// <summary>The third and fourth digit of the codes of a center's schools.</summary>
    public static string ProvinceOf(string centerCode) => centerCode == Xpcc ? Xinjiang : centerCode;

    public async Task<SchoolCode?> IssueAsync(long schoolId, SchoolCategory category, string centerCode, CancellationToken cancel)
    {
        var province = ProvinceOf(centerCode);
        var (from, to) = centerCode switch
        {
            Xpcc => (FirstOfXpcc, LastSerial),
            Xinjiang => (1, FirstOfXpcc - 1),
            _ => (1, LastSerial),
        };
        var highest = await register.HighestSerialAsync(category.Code + province, from, to, cancel);
        var serial = highest is { } last ? last + 1 : from;
        return serial <= to ? SchoolCode.Create(category, province, serial)
            : throw Refused.Conflict("school_codes_exhausted", "本省该类别的学校标识码已用完。");
    }
}
