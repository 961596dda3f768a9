using System.Globalization;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// Fills in the national form for made-up pupils: who they are and how they learn. Their homes: <see cref="HomeMaker"/>.
/// </summary>
internal sealed class PupilMaker(
    GeneratorTables tables, CountyList counties, CitizenIdSource numbers, County county, SchoolYear year)
{
    /// <summary>Boys, in ten thousand.</summary>
    private const int Boys = 5_310;

    // In ten thousand pupils: entered school a year late; were born elsewhere in the province; have no document; came from
    // beyond.
    private const int LateEntry = 300, BornElsewhere = 400, NoDocument = 35, FromBeyond = 20;

    private readonly Dictionary<(Stage Stage, Area Area), StageArea> _areas = tables.Areas.ToDictionary(a => (a.Stage, a.Area));
    private readonly WeightedList<string> _ethnicities = tables.Ethnicities.Of(county.Code);
    private readonly ForeignDocuments _foreign = new(county);

    public StudentForm Make(Pcg random, GeneratedClass @class, HomeMaker homes, int seat)
    {
        var area = _areas[(@class.Grade.Stage, @class.School.Area)];
        var sex = random.Chance(Boys) ? Sex.Male : Sex.Female;
        var isMigrant = random.Chance(area.Migrant);
        var origin = OriginOf(random, isMigrant);
        var birth = BirthDate(random, @class, origin, sex, out var id);
        var source = numbers.Source(origin, birth);
        var ethnicity = origin == Origin.Nation ? tables.Ethnicities.Of(source.Code).Draw(random) : _ethnicities.Draw(random);
        var (name, father) = tables.Names.ChildAndFather(random, ethnicity, sex);
        var birthPlace = counties.CodeOn(source, birth);
        var form = new StudentForm
        {
            Name = name,
            SexCode = sex == Sex.Male ? "1" : "2",
            BirthDate = birth,
            BirthPlaceCode = birthPlace,
            NativePlace = source.Region.Name,
            EthnicityCode = ethnicity,
            NationalityCode = "CHN",
            DocumentType = IdentityDocumentType.CitizenId,
            DocumentNumber = id,
            HmtOverseasCode = "00",
            SeatNumber = seat.ToString("00", CultureInfo.InvariantCulture),
            EntryMonth = string.Create(CultureInfo.InvariantCulture, $"{@class.EntryYear}09"),
            HouseholdPlaceCode = isMigrant ? source.Code : county.Code,
            HouseholdTypeCode = isMigrant || random.Chance(area.RuralHousehold) ? "1" : "2",
            IsMigrantChild = isMigrant,
        };
        form = PupilTraits.Add(random, form, @class, area);
        form = homes.Add(random, form, new HomeMaker.Background(area, source, father));
        return WithOtherDocument(random, form, homes);
    }

    private static Origin OriginOf(Pcg random, bool isMigrant)
    {
        if (isMigrant)
            return random.Chance(7_500) ? Origin.Province : Origin.Nation;
        return random.Chance(BornElsewhere) ? Origin.Province : Origin.Here;
    }

    // 义务教育法 Art. 11: six years old by 31 August of the year of entry.
    private DateOnly BirthDate(Pcg random, GeneratedClass @class, Origin origin, Sex sex, out string id)
    {
        var before = @class.Grade.Stage switch
        {
            Stage.Primary => 0,
            Stage.Junior => @class.School.System.Years(Stage.Primary),
            _ => 9,
        };
        var entry = year.StartYear - before - @class.Grade.Year + 1;
        var first = new DateOnly(entry - 7, 9, 1);
        var days = new DateOnly(entry - 6, 9, 1).DayNumber - first.DayNumber;
        while (true)
        {
            var birth = first.AddDays(random.Below(days));
            if (random.Chance(LateEntry))
                birth = birth.AddDays(-random.Between(1, 300));
            if (numbers.TryNext(origin, birth, sex, out id))
                return birth;
        }
    }

    private StudentForm WithOtherDocument(Pcg random, StudentForm form, HomeMaker homes)
    {
        var dice = random.Below(10_000);
        if (dice < FromBeyond)
            return _foreign.Give(random, form);
        // docs/rules.md §2.7: without a number of his own the guardians' is needed.
        return dice < FromBeyond + NoDocument
            ? form with { DocumentType = IdentityDocumentType.Other, DocumentNumber = null, Family = homes.WithDocuments(random, form.Family) }
            : form;
    }
}
