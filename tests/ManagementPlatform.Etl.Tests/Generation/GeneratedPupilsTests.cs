using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Etl.Tests.Generation;

/// <summary>
/// Three real counties of Sichuan with 30,000 pupils: a district, a county, and one where most pupils are of the 彝族.
/// </summary>
[TestClass]
public sealed class GeneratedPupilsTests
{
    private static readonly GenerationRequest Request =
        Generated.Request("510000", "510107", "510129", "513437") with { Pupils = 30_000 };

    private static readonly Lazy<List<(GeneratedClass Class, StudentForm Form)>> All = new(() => Generated.Pupils(Request));

    [TestMethod]
    public void There_are_as_many_pupils_as_asked_for_in_every_stage()
    {
        var wanted = Generated.Plan(Request).Aggregate(default(StageTotals), (s, p) => s + p.Totals);
        Assert.AreEqual(wanted, new StageTotals(CountOf(Stage.Primary), CountOf(Stage.Junior), CountOf(Stage.Senior)));
        Assert.HasCount(30_000, All.Value);
    }

    [TestMethod]
    public void No_document_is_given_out_twice()
    {
        var numbers = All.Value.Where(p => p.Form.DocumentNumber is not null)
            .Select(p => p.Form.DocumentType + p.Form.DocumentNumber).ToList();
        Assert.HasCount(numbers.Count, numbers.Distinct().ToList());
    }

    [TestMethod]
    public void Every_document_is_valid_and_agrees_with_sex_and_birth_date()
    {
        foreach (var (_, form) in All.Value)
        {
            Assert.IsTrue(
                IdentityDocument.TryParse(form.DocumentType, form.DocumentNumber, out var document, out var fault),
                fault.ToString());
            if (document!.CitizenId is not { } id)
                continue;
            Assert.AreEqual(form.BirthDate, id.BirthDate);
            Assert.AreEqual(form.SexCode, id.Sex == Sex.Male ? "1" : "2");
            Assert.IsTrue(Generated.Counties.Regions.WasInUse(id.Division, id.BirthDate), id.Division);
            Assert.IsGreaterThanOrEqualTo(
                500, int.Parse(form.DocumentNumber!.AsSpan(14, 3), System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [TestMethod]
    public void A_few_pupils_have_no_document_and_their_guardians_do()
    {
        var without = All.Value.Where(p => p.Form.DocumentType == IdentityDocumentType.Other).ToList();
        Assert.AreEqual(0.0035, Share(without.Count), 0.0015);
        Assert.IsTrue(without.All(p => p.Form.DocumentNumber is null && p.Form.Family.Any(m => m is { IsGuardian: true, DocumentNumber: not null })));
    }

    [TestMethod]
    public void A_few_pupils_come_from_beyond_with_their_own_documents()
    {
        var types = All.Value.Select(p => p.Form.DocumentType).Distinct().ToHashSet();
        foreach (var type in (string[])["C", "8", "A"])
            Assert.IsTrue(types.Contains(type), type);
    }

    [TestMethod]
    public void Children_are_six_on_31_August_of_the_year_they_enter_school()
    {
        foreach (var (@class, form) in All.Value.Where(p => p.Class.Grade is { Stage: Stage.Primary, Year: 1 }))
            Assert.IsLessThanOrEqualTo(new DateOnly(@class.EntryYear - 6, 8, 31), form.BirthDate!.Value);
    }

    [TestMethod]
    public void The_nationalities_follow_the_place()
    {
        double Yi(string county) => ShareOf(p => p.Class.School.County.Code == county, p => p.Form.EthnicityCode == "07");
        Assert.IsGreaterThan(0.4, Yi("513437"));
        Assert.IsLessThan(0.05, Yi("510129"));
    }

    [TestMethod]
    public void Boarding_left_behind_and_migrant_children_are_where_they_are_in_life()
    {
        double Rate(Stage stage, Area area, Func<StudentForm, bool> what) =>
            ShareOf(p => p.Class.Grade.Stage == stage && p.Class.School.Area == area, p => what(p.Form));
        Assert.AreEqual(0.45, Rate(Stage.Junior, Area.Town, f => f.AttendanceModeCode == "2"), 0.03);
        Assert.AreEqual(0.15, Rate(Stage.Primary, Area.Rural, f => f.LeftBehindCode != "0"), 0.03);
        Assert.AreEqual(0.17, Rate(Stage.Primary, Area.Urban, f => f.IsMigrantChild == true), 0.03);
        Assert.AreEqual(0.0, Rate(Stage.Primary, Area.Rural, f => f.IsMigrantChild == true));
    }

    [TestMethod]
    public void Boys_are_a_little_over_half() =>
        Assert.AreEqual(0.531, ShareOf(_ => true, p => p.Form.SexCode == "1"), 0.01);

    [TestMethod]
    public void Nobodys_telephone_rings()
    {
        foreach (var (_, form) in All.Value)
        {
            Assert.IsTrue(form.Phone!.StartsWith("154", StringComparison.Ordinal) && form.Phone.Length == 11);
            Assert.IsTrue(form.Family.All(m => m.Phone!.StartsWith("154", StringComparison.Ordinal)));
        }
    }

    [TestMethod]
    public void Parents_jobs_are_not_collected() =>
        Assert.IsTrue(All.Value.All(p => p.Form.Family.All(m => m is { Workplace: null, JobTitle: null })));

    private static long CountOf(Stage stage) => All.Value.Count(p => p.Class.Grade.Stage == stage);

    private static double Share(int count) => count / (double)All.Value.Count;

    private static double ShareOf(
        Func<(GeneratedClass Class, StudentForm Form), bool> among, Func<(GeneratedClass Class, StudentForm Form), bool> which)
    {
        var some = All.Value.Where(among).ToList();
        return some.Count(which) / (double)some.Count;
    }
}
