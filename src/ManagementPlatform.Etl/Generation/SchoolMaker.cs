using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Gives the schools of a county names, codes, addresses, classes, staff and conditions.</summary>
internal sealed class SchoolMaker(
    GeneratorTables tables, CountyList counties, GenerationRequest request, CitizenIdSource numbers, CountyPlan plan)
{
    /// <summary>Serials of school codes set aside for a county: no two counties of a province share one.</summary>
    private const int SerialsEach = 4_000;

    // The 兵团's codes begin with 新疆's 65 and count from 900001, as the center that issues them does.
    private const int FirstOfXpcc = 900_000;

    // 举办者 999 (民办) by stage, in ten thousand: at most one pupil in twenty of the compulsory stages learns at a private school.
    private const int PrivateCompulsory = 400, PrivateSenior = 1_700, CitySenior = 1_200;

    private readonly County _county = plan.County;
    private readonly Addresses _addresses = new(plan.County, tables, request.Seed);
    private readonly ClassMaker _classes = new(tables, request.SchoolYear);
    private readonly StaffMaker _staff = new(tables, counties, numbers, plan.County, request.SchoolYear);

    public IReadOnlyList<GeneratedSchool> All()
    {
        var sketches = SchoolLayout.Of(Pcg.Of(request.Seed, _county.Code + "/layout"), plan, tables.Areas);
        var names = new SchoolNames(_county, tables.Places, _addresses.Towns);
        return [.. sketches.Select((sketch, index) => Make(Pcg.Of(request.Seed, $"{_county.Code}/school/{index}"), sketch, index, names))];
    }

    private GeneratedSchool Make(Pcg random, SchoolSketch sketch, int index, SchoolNames names)
    {
        var name = names.Next(random, sketch.Kind, sketch.Area);
        var school = new GeneratedSchool
        {
            County = _county,
            Code = CodeOf(sketch.Kind, index),
            Name = name,
            TypeCode = sketch.Kind.TypeCode,
            OrganizerCode = Organizer(random, sketch),
            Area = sketch.Area,
            UrbanRuralCode = UrbanRural(random, sketch.Area),
            Address = _addresses.School(random, sketch.Area),
            PostalCode = _addresses.PostalCode,
            Phone = Addresses.Phone(random),
            FoundedOn = new DateOnly(random.Between(1905, request.SchoolYear.StartYear - 12), 9, 1),
            // docs/rules.md §2.6: 五四 in Shanghai, 六三 elsewhere; parts of other provinces differ.
            System = _county.Province.Text.StartsWith("31", StringComparison.Ordinal)
                ? SchoolingSystem.FiveFour : SchoolingSystem.SixThree,
        };
        school.SubUnits = Points(random, name, sketch.TeachingPoints.Count);
        school.Classes = _classes.Of(random, school, sketch);
        school.Staff = _staff.Of(random, school);
        school.Condition = ConditionMaker.Of(random, school);
        return school;
    }

    private SchoolCode CodeOf(SchoolKind kind, int index) => index < SerialsEach
        ? SchoolCode.Create(SchoolCategory.Find(kind.Category)!, _county.Province.Text[..2], FirstSerial + index)
        : throw new InvalidOperationException("A county of the largest size has fewer schools than this.");

    private int FirstSerial => 1 + (_county.IsXpcc
        ? FirstOfXpcc + SerialsEach * (int.Parse(_county.Code.AsSpan(4), CultureInfo.InvariantCulture) - 1)
        : SerialsEach * _county.Rank);

    // Villages may be drawn twice, names of a school's points may not.
    private List<GeneratedSubUnit> Points(Pcg random, string school, int count)
    {
        var villages = new Dictionary<string, int>();
        var points = new List<GeneratedSubUnit>(count);
        for (var i = 0; i < count; i++)
        {
            var village = tables.Places.VillageNames.Draw(random);
            var times = villages[village] = villages.GetValueOrDefault(village) + 1;
            var name = tables.Places.TeachingPoints.Draw(random)
                .Replace("{parent}", school, StringComparison.Ordinal)
                .Replace("{village}", times == 1 ? village : village + ChineseNumber.Of(times), StringComparison.Ordinal);
            points.Add(new GeneratedSubUnit(name, SchoolKind.TeachingPoint, $"{_county.AddressName}{random.Pick(_addresses.Towns)}{village}村"));
        }

        return points;
    }

    // 999 民办, 821 the city's education bureau, 831 the county's.
    private static string Organizer(Pcg random, SchoolSketch sketch)
    {
        var isSenior = sketch.Kind.Category == "34";
        if (sketch.Area != Area.Rural && random.Chance(isSenior ? PrivateSenior : PrivateCompulsory))
            return "999";
        return isSenior && random.Chance(CitySenior) ? "821" : "831";
    }

    private string UrbanRural(Pcg random, Area area) => area switch
    {
        Area.Urban => random.Chance(7_500) ? "111" : "112",
        Area.Town => _county.IsXpcc ? "123" : random.Chance(7_000) ? "121" : "122",
        _ => random.Chance(4_500) ? "210" : "220",
    };
}
