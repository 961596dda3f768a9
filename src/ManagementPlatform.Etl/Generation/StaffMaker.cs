using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>The staff of a school: as many teachers as its pupils need, a head teacher for each class, a principal.</summary>
internal sealed class StaffMaker(
    GeneratorTables tables, CountyList counties, CitizenIdSource numbers, County county, SchoolYear year)
{
    private const int YoungestAge = 22, OldestAge = 59;

    // Pupils a teacher (生师比), in tenths, and women among the teachers, in ten thousand; docs/rules.md §5.
    private static readonly Dictionary<Stage, (int PupilsTenths, int Women)> Stages = new()
    {
        [Stage.Primary] = (163, 7_200),
        [Stage.Junior] = (127, 6_100),
        [Stage.Senior] = (127, 5_700),
    };

    private static readonly string[] PrimarySubjects = ["语文", "数学", "英语", "科学", "道德与法治", "体育", "音乐", "美术", "信息科技"];

    private static readonly string[] SecondarySubjects =
        ["语文", "数学", "英语", "物理", "化学", "生物学", "历史", "地理", "道德与法治", "体育与健康", "音乐", "美术", "信息科技"];

    private readonly WeightedList<string> _ethnicities = tables.Ethnicities.Of(county.Code);

    public IReadOnlyList<GeneratedStaff> Of(Pcg random, GeneratedSchool school)
    {
        var staff = new List<GeneratedStaff> { Person(random, 1, Stage.Senior, post: "31", subject: null) };
        foreach (var stage in school.Classes.GroupBy(c => c.Grade.Stage))
        {
            var wanted = Math.Max(stage.Count(), (int)(stage.Sum(c => c.Size) * 10L / Stages[stage.Key].PupilsTenths));
            var subjects = stage.Key == Stage.Primary ? PrimarySubjects : SecondarySubjects;
            var classes = new Queue<GeneratedClass>(stage);
            for (var i = 0; i < wanted; i++)
            {
                var teacher = Person(
                    random, staff.Count + 1, stage.Key, classes.Count > 0 ? "23" : "10", subjects[i % subjects.Length]);
                if (classes.TryDequeue(out var own))
                    own.HeadTeacher = teacher;
                staff.Add(teacher);
            }
        }

        return staff;
    }

    private GeneratedStaff Person(Pcg random, int number, Stage stage, string post, string? subject)
    {
        var sex = random.Chance(Stages[stage].Women) ? Sex.Female : Sex.Male;
        var origin = random.Chance(8_200) ? Origin.Here : Origin.Province;
        DateOnly birth;
        string id;
        do
            birth = new DateOnly(year.StartYear - random.Bell(YoungestAge, OldestAge), 1, 1).AddDays(random.Below(365));
        while (!numbers.TryNext(origin, birth, sex, out id));
        var ethnicity = _ethnicities.Draw(random);
        var firstYear = Math.Max(birth.Year + YoungestAge, year.StartYear - random.Between(0, 20));
        return new GeneratedStaff
        {
            StaffNumber = string.Create(CultureInfo.InvariantCulture, $"T{number:0000}"),
            Name = tables.Names.Person(random, ethnicity, sex),
            Sex = sex,
            BirthDate = birth,
            BirthPlaceCode = counties.CodeOn(numbers.Source(origin, birth), birth),
            CitizenId = id,
            EthnicityCode = ethnicity,
            PoliticalStatusCode = random.Chance(3_500) ? "01" : "13",
            EducationLevelCode = random.Chance(stage == Stage.Primary ? 7_800 : 9_400) ? "21" : random.Chance(2_000) ? "14" : "31",
            PostCode = post,
            EstablishmentCode = "10",
            Subject = subject,
            JoinedOn = new DateOnly(Math.Min(firstYear, year.StartYear), 9, 1),
            Phone = Addresses.Phone(random),
        };
    }
}
