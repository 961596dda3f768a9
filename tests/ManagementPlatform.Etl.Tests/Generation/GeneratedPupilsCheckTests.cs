using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Etl.Tests.Generation;

/// <summary>What the generator makes, the registry takes.</summary>
[TestClass]
public sealed class GeneratedPupilsCheckTests
{
    [TestMethod]
    [DataRow("510000", "510107", "513437")]
    [DataRow("310000", "310101", "310151")]
    [DataRow("650000", "653101", "654002")]
    [DataRow("660000", "659001", "659012")]
    [DataRow("440000", "441900", "440305")]
    public void Every_pupil_passes_the_registration_check(string region, string first, string second)
    {
        var pupils = Generated.Pupils(Generated.Request(region, first, second) with { Pupils = 8_000 });
        var classes = pupils.Select(p => p.Class).Distinct().Select((c, i) => (Class: c, Id: i + 1L))
            .ToDictionary(c => c.Class, c => c.Id);
        var candidates = pupils.Select(p => new Candidate(p.Form with { ClassId = classes[p.Class] })).ToList();
        var results = RegistrationCheck.CheckAll(candidates, Facts(classes));

        var wrong = results.SelectMany(r => r.Errors).GroupBy(e => e.Message).Select(g => $"{g.Key} × {g.Count()}").ToList();
        Assert.IsEmpty(wrong, string.Join('\n', wrong));
        var warned = results.Count(r => r.Warnings.Count > 0) / (double)results.Count;
        Assert.IsLessThan(
            0.02, warned,
            string.Join('\n', results.SelectMany(r => r.Warnings).GroupBy(w => w.Message).Select(g => $"{g.Key} × {g.Count()}")));
    }

    private static RegistrationFacts Facts(Dictionary<GeneratedClass, long> classes) => new()
    {
        Today = new DateOnly(2026, 11, 22),
        Reference = Generated.Reference,
        Classes = classes.ToDictionary(c => c.Value, c => Place(c.Key, c.Value)),
        ProvinceFields = Enumerable.Empty<ProvinceField>().ToLookup(f => f.ProvinceCode),
        Documents = new Dictionary<IdentityDocument, KnownPupil>(),
        Numbers = new Dictionary<StudentNumber, long>(),
        Undocumented = Enumerable.Empty<(Likeness, KnownPupil)>().ToLookup(x => x.Item1, x => x.Item2),
        Namesakes = Enumerable.Empty<(Likeness, KnownPupil)>().ToLookup(x => x.Item1, x => x.Item2),
    };

    private static EntryClass Place(GeneratedClass @class, long id) => new(
        id,
        1,
        2,
        @class.School.County.IsXpcc ? "660000" : @class.School.County.Province.Text,
        RegionCode.Parse(@class.School.County.Code),
        @class.Grade.Stage,
        @class.Grade,
        @class.EntryYear,
        @class.School.System,
        IsActive: true,
        IsSchoolActive: true);
}
