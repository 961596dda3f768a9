using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Where a child's citizen ID was given out.</summary>
internal enum Origin
{
    /// <summary>In the county where it goes to school.</summary>
    Here,

    /// <summary>In another county of the province.</summary>
    Province,

    /// <summary>In another province.</summary>
    Nation,
}

/// <summary>
/// Citizen IDs for one county's people, none twice and none that another county of the same or another run with other counties
/// hands out: on each day a division's numbers belong to three counties at most, each with its own sequences. Sequences are 500
/// to 999, drawn without looking at any register: that such a number is a real person's is possible, and chance.
/// </summary>
internal sealed class CitizenIdSource(CountyList counties, County county, DateOnly firstDay)
{
    /// <summary>
    /// Sequences of one sex on one day, from 500 upward: 200 for the county itself, 25 and 25 for those that live elsewhere.
    /// </summary>
    private static readonly (int First, int Count)[] Slots = [(0, 200), (200, 25), (225, 25)];

    private const int FirstSequence = 500, DayPrime = 7919;

    private readonly List<County> _province = [.. counties.InProvince(county.Province)];
    private readonly Dictionary<int, byte[]> _used = [];

    /// <summary>
    /// The division where a child of that origin born on that day is registered; always the same for the same day.
    /// </summary>
    public County Source(Origin origin, DateOnly birth)
    {
        var day = birth.DayNumber * DayPrime;
        return origin switch
        {
            Origin.Province => _province[(county.Rank + day) % _province.Count],
            Origin.Nation => counties.All[(county.NationalRank + day) % counties.All.Count],
            _ => county,
        };
    }

    /// <returns>False when the day's numbers are used up: take another day.</returns>
    public bool TryNext(Origin origin, DateOnly birth, Sex sex, out string number)
    {
        var (first, count) = Slots[(int)origin];
        var used = CounterOf(birth, origin, sex, out var index);
        number = "";
        if (used[index] >= count)
            return false;

        // Seven is prime to 200 and 25, so the steps pass every slot once; the day says where they start.
        var slot = first + (birth.DayNumber * 31 + used[index]++ * 7) % count;
        var sequence = FirstSequence + slot * 2 + (sex == Sex.Male ? 1 : 0);
        number = Number(counties.CodeOn(Source(origin, birth), birth), birth, sequence);
        return true;
    }

    /// <summary>For guardians, whose numbers need not differ from each other.</summary>
    public string Adult(Pcg random, DateOnly birth, Sex sex) =>
        Number(counties.CodeOn(county, birth), birth, FirstSequence + random.Below(250) * 2 + (sex == Sex.Male ? 1 : 0));

    private byte[] CounterOf(DateOnly birth, Origin origin, Sex sex, out int index)
    {
        var day = birth.DayNumber - firstDay.DayNumber;
        index = (Math.Abs(day) % 512 * 3 + (int)origin) * 2 + (sex == Sex.Male ? 1 : 0);
        // By blocks of days: staff are born over forty years, pupils over fifteen.
        var block = day >= 0 ? day / 512 : -1 - (-day / 512);
        if (!_used.TryGetValue(block, out var used))
            _used[block] = used = new byte[512 * 3 * 2];
        return used;
    }

    private static string Number(string division, DateOnly birth, int sequence) => string.Create(18, (division, birth, sequence), static (span, n) =>
    {
        n.division.CopyTo(span);
        n.birth.TryFormat(span[6..], out _, "yyyyMMdd", CultureInfo.InvariantCulture);
        n.sequence.TryFormat(span[14..], out _, "000", CultureInfo.InvariantCulture);
        span[17] = Mod11Minus2.CheckCharacter(span[..17]);
    });
}
