using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Etl.Generation;

/// <summary>How a pupil learns and comes to school: fields 11, 12, 19 and 25 to 27, 36 to 48 of the form.</summary>
internal static class PupilTraits
{
    private static readonly string[] Specialties = ["书法", "绘画", "舞蹈", "钢琴", "古筝", "篮球", "足球", "乒乓球", "围棋", "田径", "编程", "合唱"];

    private static readonly WeightedList<string> Health = new([("10", 9_620), ("20", 300), ("30", 40), ("40", 10), ("60", 30)]);

    // GB/T 26341 disability with the kind of 随班就读 it leads to.
    private static readonly WeightedList<(string Disability, string Inclusive)> Disabilities = new(
        [(("1", "1"), 12), (("2", "2"), 14), (("3", "4"), 8), (("4", "4"), 26), (("5", "3"), 28), (("6", "4"), 6), (("7", "4"), 6)]);

    public static StudentForm Add(Pcg random, StudentForm form, GeneratedClass @class, StageArea area)
    {
        var stage = @class.Grade.Stage;
        var health = Health.Draw(random);
        var (disability, inclusive) = health == "60" ? Disabilities.Draw(random) : ("0", "0");
        var boards = random.Chance(area.Boarding);
        var metres = area.CommuteMetres * random.Bell(10, 230) / 100;
        var mode = boards ? (random.Chance(6_000) ? "3" : "4") : CommuteMode(random, metres, area.Area);
        return form with
        {
            PoliticalStatusCode = Political(random, @class.Grade),
            HealthCode = health,
            Specialty = random.Chance(700) ? random.Pick(Specialties) : null,
            AdmissionMethodCode = stage == Stage.Senior ? random.Chance(9_700) ? "21" : random.Chance(5_000) ? "22" : "23" : "11",
            AttendanceModeCode = boards ? "2" : "1",
            PupilSourceCode = "1",
            HadPreschool = random.Chance(area.Area == Area.Rural ? 9_400 : 9_850),
            LeftBehindCode = form.IsMigrantChild == true || !random.Chance(area.LeftBehind) ? "0" : random.Chance(
                5_500) ? "1" : "2",
            IsOrphan = random.Chance(12),
            IsMartyrChild = random.Chance(3),
            InclusiveEducationCode = stage.IsCompulsory() ? inclusive : "0",
            DisabilityCode = disability,
            HasPurchasedPlace = @class.School.OrganizerCode == "999" && random.Chance(2_500),
            AppliesForAid = random.Chance(area.Area == Area.Rural ? 1_400 : 500),
            ReceivesSubsidy = boards && random.Chance(3_500),
            CommuteDistanceKm = metres / 100 / 10m,
            CommuteModeCode = mode,
            NeedsSchoolBus = mode == "5",
        };
    }

    // Members of the youth league are 14 and older.
    private static string? Political(Pcg random, Grade grade) => grade.Stage switch
    {
        Stage.Senior => random.Chance(4_200) ? "03" : "13",
        Stage.Junior when grade.Year >= 3 => random.Chance(1_100) ? "03" : "13",
        _ => null,
    };

    private static string CommuteMode(Pcg random, int metres, Area area)
    {
        if (metres < 1_200)
            return random.Chance(7_500) ? "1" : "4";
        if (area != Area.Urban && random.Chance(1_500))
            return "5";
        var dice = random.Below(100);
        return dice < 22 ? "2" : dice < 55 ? "3" : dice < 95 ? "4" : "1";
    }
}
