using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Core.Tests.Students;

/// <summary>A registry that knows a few classes and, where a test says so, a few pupils.</summary>
internal static class Registry
{
    public const long GradeOne = 21, GradeThree = 23, JuniorOne = 31, OtherSchoolsGradeOne = 99, FinishedClass = 98;
    public const long School = 1000, OtherSchool = 2000, County = 10;

    public static RegistrationFacts Facts { get; } = new()
    {
        Today = new DateOnly(2026, 9, 1),
        Reference = TestReference.Snapshot,
        Classes = new[]
        {
            Class(GradeOne, Stage.Primary, 1, 2026),
            Class(GradeThree, Stage.Primary, 3, 2024),
            Class(JuniorOne, Stage.Junior, 1, 2026),
            Class(OtherSchoolsGradeOne, Stage.Primary, 1, 2026) with { SchoolId = OtherSchool },
            Class(FinishedClass, Stage.Primary, 1, 2026) with { IsActive = false },
        }.ToDictionary(place => place.ClassId),
        ProvinceFields = Array.Empty<ProvinceField>().ToLookup(field => field.ProvinceCode),
        Documents = new Dictionary<IdentityDocument, KnownPupil>(),
        Numbers = new Dictionary<StudentNumber, long>(),
        Undocumented = Alike(),
        Namesakes = Alike(),
    };

    public static CheckResult Check(StudentForm form) => RegistrationCheck.Check(form, Facts);

    /// <summary>The codes of what is wrong with a form, in order of their names.</summary>
    public static string Errors(StudentForm form, RegistrationFacts? facts = null) =>
        Codes(RegistrationCheck.Check(form, facts ?? Facts).Errors);

    public static string Warnings(StudentForm form, RegistrationFacts? facts = null) =>
        Codes(RegistrationCheck.Check(form, facts ?? Facts).Warnings);

    public static ILookup<Likeness, KnownPupil> Alike(params (StudentForm Form, long School)[] pupils) => pupils.ToLookup(
        pupil => new Candidate(pupil.Form).Likeness!.Value, pupil => new KnownPupil(7, pupil.School, County, true));

    private static string Codes(IEnumerable<Problem> problems) =>
        string.Join(' ', problems.Select(problem => problem.Code).Order(StringComparer.Ordinal));

    private static EntryClass Class(long id, Stage stage, int grade, int entryYear) => new(
        id, School, County, "510000", RegionCode.Parse("510107"), stage, new Grade(stage, grade),
        entryYear, SchoolingSystem.SixThree, true, true);
}
