using System.Globalization;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Addresses and telephone numbers of one county.</summary>
internal sealed class Addresses
{
    /// <summary>
    /// Mobile numbers begin with 154, which no operator in China was given (public lists up to 2026), so none reaches anybody.
    /// </summary>
    public const string PhonePrefix = "154";

    private const int MostTowns = 30;

    private readonly County _county;
    private readonly PlaceWords _words;
    private readonly string _postalPrefix;

    public Addresses(County county, GeneratorTables tables, ulong seed)
    {
        (_county, _words) = (county, tables.Places);
        _postalPrefix = tables.PostalPrefixes.GetValueOrDefault(county.Province.Text, "99");
        var random = Pcg.Of(seed, county.Code + "/towns");
        Towns = [.. Enumerable.Range(0, MostTowns).Select(_ => _words.Towns.Draw(random)).Distinct()];
    }

    public IReadOnlyList<string> Towns { get; }

    /// <summary>Six digits: the province's first two, then the city and the county by rank; not the post office's own.</summary>
    public string PostalCode => string.Create(CultureInfo.InvariantCulture, $"{_postalPrefix}{_county.Rank % 90 + 10:00}00");

    public string School(Pcg random, Area area) => area == Area.Rural
        ? $"{_county.AddressName}{random.Pick(Towns)}{_words.Villages.Draw(random)}{random.Between(1, 9)}组"
        : $"{_county.AddressName}{_words.Streets.Draw(random)}{random.Between(1, 399)}号";

    public string Home(Pcg random, Area area)
    {
        if (area == Area.Rural || (area == Area.Town && random.Chance(4500)))
            return $"{_county.AddressName}{random.Pick(Towns)}{_words.Villages.Draw(random)}{random.Between(1, 12)}组{random.Between(1, 99)}号";
        var home = $"{random.Between(1, 20)}栋{random.Between(1, 4)}单元{random.Between(1, 32)}{random.Between(1, 4):00}号";
        return $"{_county.AddressName}{_words.Streets.Draw(random)}{random.Between(1, 399)}号{_words.Estates.Draw(random)}{home}";
    }

    public static string Phone(Pcg random) =>
        string.Create(CultureInfo.InvariantCulture, $"{PhonePrefix}{random.Below(100_000_000):00000000}");
}
