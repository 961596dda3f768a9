using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Splits a school's pupils into grades and classes of usual size.</summary>
internal sealed class ClassMaker(GeneratorTables tables, SchoolYear year)
{
    // 大班额 begins at 56; one grade in two hundred has large classes all the same (0.48 % of classes in 2022).
    private const int LargestUsualClass = 55, LargestClass = 65, GradesWithLargeClasses = 50;
    private const int TeachingPointYears = 3, LargestPointClass = 20;

    private readonly Dictionary<(Stage Stage, Area Area), StageArea> _areas = tables.Areas.ToDictionary(a => (a.Stage, a.Area));

    public IReadOnlyList<GeneratedClass> Of(Pcg random, GeneratedSchool school, SchoolSketch sketch)
    {
        var classes = new List<GeneratedClass>();
        foreach (var stage in sketch.Stages)
        {
            var usual = _areas[(stage, school.Area)].ClassSize;
            foreach (var (grade, pupils) in Grades(random, stage, school.System.Years(stage), sketch[stage]))
                Add(random, classes, school, null, grade, pupils, random.Chance(GradesWithLargeClasses) ? LargestClass : usual);
        }

        for (var i = 0; i < sketch.TeachingPoints.Count; i++)
        {
            foreach (var (grade, pupils) in Grades(random, Stage.Primary, TeachingPointYears, sketch.TeachingPoints[i]))
                Add(random, classes, school, school.SubUnits[i], grade, pupils, LargestPointClass);
        }

        return classes;
    }

    private IEnumerable<(Grade Grade, long Pupils)> Grades(Pcg random, Stage stage, int years, long pupils)
    {
        var grades = Enumerable.Range(1, years).Select(y => new Grade(stage, y)).ToList();
        var parts = Apportionment.Split(pupils, [.. grades.Select(g => AgeGroup(g) * random.Bell(90, 110))]);
        return grades.Zip(parts).Where(g => g.Second > 0);
    }

    // The fourth junior year exists in the 五四 system only; nationally it is small, in its own schools it is not.
    private long AgeGroup(Grade grade) => tables.GradePupils[grade is { Stage: Stage.Junior, Year: 4 } ? "33" : grade.Code];

    private void Add(
        Pcg random, List<GeneratedClass> classes, GeneratedSchool school,
        GeneratedSubUnit? point, Grade grade, long pupils, int usual)
    {
        var largest = Math.Max(LargestUsualClass, usual);
        var count = (int)Math.Max((pupils + largest - 1) / largest, Math.Max(1, (pupils + usual / 2) / usual));
        var number = classes.Count(c => c.Grade == grade);
        var entryYear = year.StartYear - grade.Year + 1;
        foreach (var size in Apportionment.Around(random, pupils, count, percentOff: 5).Where(size => size > 0))
            classes.Add(new GeneratedClass(school, point, grade, entryYear, ++number, TypeOf(grade.Stage, point), (int)size));
    }

    // JY/T 1001 ZXXBJLX: 10 普通小学班, 13 小学教学点班, 20 普通初中班, 40 普通高中班.
    private static string TypeOf(Stage stage, GeneratedSubUnit? point) => stage switch
    {
        Stage.Primary => point is null ? "10" : "13",
        Stage.Junior => "20",
        _ => "40",
    };
}
