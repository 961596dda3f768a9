using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Tests.Codes;

/// <summary>What the program knows of codes by itself and what the reference files tell the database are the same.</summary>
[TestClass]
public sealed class ReferenceFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "etl", "reference");

    [TestMethod]
    public void Grades_are_named_as_in_the_table()
    {
        foreach (var row in Rows("codes/grade.csv"))
            Assert.AreEqual(row[1], Grade.Parse(row[0]).Name);
    }

    [TestMethod]
    public void Stages_terms_and_sexes_are_named_as_in_the_tables()
    {
        AssertSame("stage", Enum.GetValues<Stage>().Select(stage => ($"{(int)stage}", stage.Name())));
        AssertSame("term", Enum.GetValues<Term>().Select(term => ($"{(int)term}", term.Name())));
        AssertSame("sex", Enum.GetValues<Sex>().Select(sex => ($"{(int)sex}", sex.Name())));
    }

    [TestMethod]
    public void Document_types_and_school_categories_are_named_as_in_the_tables()
    {
        AssertSame("identity_document_type", IdentityDocumentType.All.Select(type => (type.Code, type.Name)));
        AssertSame("school_category", SchoolCategory.All.Select(category => (category.Code, category.Name)));
    }

    [TestMethod]
    public void School_types_lead_to_the_categories_of_the_table()
    {
        var table = Rows("codes/school_type.csv").Where(row => row[0].Length == 3).ToDictionary(row => row[0], row => row[^1]);
        Assert.HasCount(table.Count, SchoolType.All);
        foreach (var type in SchoolType.All)
            Assert.AreEqual(table[type.Code], type.Category ?? "");
    }

    [TestMethod]
    public void Every_division_that_ever_was_is_a_region_code_of_its_level()
    {
        foreach (var row in Rows("regions.csv"))
        {
            Assert.IsTrue(RegionCode.TryParse(row[0], out var code), row[0]);
            Assert.AreEqual(row[2], code.Level.ToString().ToLowerInvariant());
            if (code.Level == RegionLevel.City)
                Assert.AreEqual(row[4] == "placeholder", code.IsGroupingOnly, row[0]);
        }
    }

    private static void AssertSame(string table, IEnumerable<(string Code, string Name)> own) =>
        CollectionAssert.AreEquivalent(
            Rows($"codes/{table}.csv").Select(row => (row[0], row[1])).ToList(), own.ToList());

    // None of these files quotes a cell.
    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Skip(1).Select(line => line.Split(','));
}
