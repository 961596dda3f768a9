using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Etl.Generation;

/// <summary>办学条件: buildings, broadband, multimedia classrooms, computers, books, in proportion to the pupils.</summary>
internal static class ConditionMaker
{
    private static readonly int[] UrbanBroadband = [200, 500, 500, 1000, 1000], RuralBroadband = [50, 100, 100, 200, 500];

    public static SchoolConditionForm Of(Pcg random, GeneratedSchool school)
    {
        var (pupils, classes) = (school.Pupils, school.Classes.Count);
        int Each(int lowest, int highest) => pupils * random.Bell(lowest, highest) / 10;
        var classrooms = classes + random.Between(1, 4);
        var computers = Each(8, 20) / 10 + classes;
        var boards = school.Area == Area.Urban ? 0 : Each(8, 25);
        var teaching = Each(35, 62);
        return new SchoolConditionForm
        {
            SiteArea = Each(150, 420) + 1_500,
            BuildingArea = teaching * 13 / 10 + boards + 300,
            TeachingArea = teaching,
            DormitoryArea = boards,
            DangerousArea = 0,
            ClassroomCount = classrooms,
            MultimediaClassroomCount = classrooms * random.Bell(70, 100) / 100,
            BroadbandMbps = random.Pick(school.Area == Area.Rural ? RuralBroadband : UrbanBroadband),
            HasCampusNetwork = random.Chance(school.Area == Area.Rural ? 7_800 : 9_600),
            ComputerCount = computers,
            TeachingComputerCount = computers * random.Bell(70, 92) / 100,
            LibraryVolumes = Each(180, 420),
            EbookVolumes = Each(30, 300),
            SportsGroundArea = Each(55, 120) + 600,
            FullTimeTeacherCount = school.Staff.Count - 1,
        };
    }
}
