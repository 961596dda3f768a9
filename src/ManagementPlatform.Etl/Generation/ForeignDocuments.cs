using System.Globalization;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// Documents of pupils from 香港, 澳门, 台湾 and abroad. Eight digits: the county's rank in the nation and a running number, so that
/// none is given out twice.
/// </summary>
internal sealed class ForeignDocuments(County county)
{
    private static readonly WeightedList<Beyond> Places = new(
    [
        (new Beyond("C", "H", "01", "HKG", "810000"), 45),
        (new Beyond("C", "M", "03", "MAC", "820000"), 15),
        (new Beyond("8", "", "05", "TWN", "710000"), 15),
        (new Beyond("A", "P", "51", "USA", null), 15),
        (new Beyond("A", "K", "51", "KOR", null), 10),
    ]);

    private int _count;

    public StudentForm Give(Pcg random, StudentForm form)
    {
        var from = Places.Draw(random);
        return form with
        {
            DocumentType = from.DocumentType,
            DocumentNumber = string.Create(
                CultureInfo.InvariantCulture, $"{from.Letter}{county.NationalRank:0000}{_count++ % 10_000:0000}"),
            HmtOverseasCode = from.HmtOverseasCode,
            NationalityCode = from.Nationality,
            BirthPlaceCode = from.Region ?? form.BirthPlaceCode,
            HouseholdPlaceCode = from.Region ?? form.HouseholdPlaceCode,
            EthnicityCode = from.Region is null ? "97" : form.EthnicityCode,
            IsMigrantChild = false,
            LeftBehindCode = "0",
        };
    }

    private sealed record Beyond(string DocumentType, string Letter, string HmtOverseasCode, string Nationality, string? Region);
}
