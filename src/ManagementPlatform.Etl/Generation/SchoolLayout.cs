using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>
/// Turns a county's pupils into schools: first those that span stages, which take pupils of the lower stages with them, then the
/// rest. No pupil is lost or added. The proportions of kinds follow the nation's (docs/rules.md §5.1).
/// </summary>
internal sealed class SchoolLayout
{
    private const int LeastLeftOver = 80, TeachingPointSize = 26;

    private readonly Pcg _random;
    private readonly Dictionary<(Stage Stage, Area Area), StageArea> _areas;
    private readonly Dictionary<(Stage Stage, Area Area), long> _pools = [];
    private readonly List<SchoolSketch> _schools = [];

    private SchoolLayout(Pcg random, CountyPlan plan, IReadOnlyList<StageArea> areas)
    {
        _random = random;
        _areas = areas.ToDictionary(a => (a.Stage, a.Area));
        foreach (var stage in StageTotals.Stages)
        {
            var here = areas.Where(a => a.Stage == stage).ToList();
            var parts = Apportionment.Split(plan.Totals[stage], [.. here.Select(a => (long)a.ShareIn(plan.County.Kind))]);
            for (var i = 0; i < here.Count; i++)
                _pools[(stage, here[i].Area)] = parts[i];
        }
    }

    public static IReadOnlyList<SchoolSketch> Of(Pcg random, CountyPlan plan, IReadOnlyList<StageArea> areas)
    {
        var layout = new SchoolLayout(random, plan, areas);
        foreach (var area in Enum.GetValues<Area>())
        {
            layout.AddSenior(area);
            layout.AddNineYear(area);
            layout.AddJunior(area);
            layout.AddPrimary(area);
        }

        return layout._schools;
    }

    private void AddSenior(Area area)
    {
        foreach (var size in Sizes(Stage.Senior, area, Take(Stage.Senior, area, long.MaxValue)))
        {
            var dice = _random.Below(100);
            var kind = dice < 55 ? SchoolKind.Senior : dice < 90 ? SchoolKind.Complete : SchoolKind.TwelveYear;
            var school = Add(kind, area, Stage.Senior, size);
            if (kind != SchoolKind.Senior)
                school[Stage.Junior] = Take(Stage.Junior, area, size * _random.Between(35, 65) / 100);
            if (kind == SchoolKind.TwelveYear)
                school[Stage.Primary] = Take(Stage.Primary, area, size * _random.Between(40, 70) / 100);
        }
    }

    // Four junior schools of ten are 九年一贯制, the smaller ones.
    private void AddNineYear(Area area)
    {
        var (share, size) = area switch { Area.Rural => (45, 220), Area.Town => (22, 420), _ => (14, 560) };
        var pupils = Take(Stage.Junior, area, _pools[(Stage.Junior, area)] * share / 100);
        foreach (var part in Parts(pupils, size))
        {
            var school = Add(SchoolKind.NineYear, area, Stage.Junior, part);
            school[Stage.Primary] = Take(Stage.Primary, area, part * _random.Between(110, 190) / 100);
        }
    }

    private void AddJunior(Area area)
    {
        foreach (var size in Sizes(Stage.Junior, area, Take(Stage.Junior, area, long.MaxValue)))
            Add(SchoolKind.Junior, area, Stage.Junior, size);
    }

    private void AddPrimary(Area area)
    {
        var pupils = Take(Stage.Primary, area, long.MaxValue);
        var inPoints = area == Area.Rural && pupils > 400 ? pupils * 14 / 100 : 0;
        var schools = Sizes(Stage.Primary, area, pupils - inPoints)
            .Select(size => Add(SchoolKind.Primary, area, Stage.Primary, size)).ToList();
        foreach (var point in Parts(inPoints, TeachingPointSize))
            _random.Pick(schools).TeachingPoints.Add(point);
    }

    private SchoolSketch Add(SchoolKind kind, Area area, Stage stage, long pupils)
    {
        var school = new SchoolSketch(kind, area) { [stage] = pupils };
        _schools.Add(school);
        return school;
    }

    private IEnumerable<long> Sizes(Stage stage, Area area, long pupils) => Parts(pupils, _areas[(stage, area)].SchoolSize);

    private IEnumerable<long> Parts(long pupils, int usual)
    {
        var count = (int)Math.Max(1, (pupils + usual / 2) / usual);
        return pupils == 0 ? [] : Apportionment.Around(_random, pupils, count, percentOff: 75).Where(size => size > 0);
    }

    // A remainder too small for a school of its own goes along.
    private long Take(Stage stage, Area area, long wanted)
    {
        var pool = _pools[(stage, area)];
        var taken = wanted >= pool - LeastLeftOver && wanted > 0 ? pool : wanted;
        _pools[(stage, area)] = pool - taken;
        return taken;
    }
}
