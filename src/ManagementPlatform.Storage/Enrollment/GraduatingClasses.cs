using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Storage.Enrollment;

/// <summary>Which classes are in the last grade of their stage: it depends on the schooling system.</summary>
internal static class GraduatingClasses
{
    /// <summary>The class <c>c</c> graduates this year; takes <c>sixThree</c> and <c>fiveFour</c>.</summary>
    public const string Condition =
        """
        c.status = 'active' AND ((c.schooling_system = '63' AND c.grade IN {codes @sixThree}) OR (c.schooling_system = '54' AND c.grade IN {codes @fiveFour}))
        """;

    public static string SixThree { get; } = Grades(SchoolingSystem.SixThree);

    public static string FiveFour { get; } = Grades(SchoolingSystem.FiveFour);

    private static string Grades(SchoolingSystem system) =>
        JsonList.Of(Enum.GetValues<Stage>().Select(stage => new Grade(stage, system.Years(stage)).Code));
}
