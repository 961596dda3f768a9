using System.Globalization;

namespace ManagementPlatform.Etl.Tests.Reference;

[TestClass]
public sealed class GeneratorFilesTests
{
    [TestMethod]
    public void Every_reading_is_lower_case_letters_and_every_character_of_a_generated_name_has_one()
    {
        var readings = ReferenceFile.ReadByKey("pinyin.csv", "character");
        foreach (var (character, row) in readings)
            Assert.IsTrue(row["pinyin"].Length is > 0 and <= 6 && row["pinyin"].All(char.IsAsciiLetterLower), character);
        var names = ReferenceFile.Read("generator/surnames.csv").Select(row => row["surname"])
            .Concat(ReferenceFile.Read("generator/given-names.csv").Select(row => row["text"]))
            .Concat(ReferenceFile.Read("generator/ethnic-names.csv").Where(row => row["part"] != "pattern").Select(row => row["text"]))
            .Concat(ReferenceFile.Read("pinyin-surnames.csv").Select(row => row["surname"]));
        foreach (var rune in names.SelectMany(name => name.EnumerateRunes()).Distinct())
            Assert.IsTrue(readings.ContainsKey(rune.ToString()), rune.ToString());
    }

    [TestMethod]
    [DataRow("单", "shan")]
    [DataRow("曾", "zeng")]
    [DataRow("区", "ou")]
    [DataRow("尉迟", "yuchi")]
    [DataRow("万俟", "moqi")]
    [DataRow("欧阳", "ouyang")]
    public void Surnames_have_their_own_readings(string surname, string pinyin) =>
        Assert.AreEqual(pinyin, ReferenceFile.ReadByKey("pinyin-surnames.csv", "surname")[surname]["pinyin"]);

    [TestMethod]
    [DataRow("王", "wang")]
    [DataRow("吕", "lv")]
    [DataRow("略", "lue")]
    [DataRow("䶮", "yan")] // extension A
    public void Characters_have_one_reading_with_v_for_the_u_of_nv(string character, string pinyin) =>
        Assert.AreEqual(pinyin, ReferenceFile.ReadByKey("pinyin.csv", "character")[character]["pinyin"]);

    [TestMethod]
    public void The_ethnic_shares_of_a_place_make_one_and_name_known_places_and_peoples()
    {
        var regions = ReferenceFile.Read("regions.csv").Select(row => row["code"]).ToList();
        var peoples = ReferenceFile.ReadByKey("codes/ethnicity.csv", "code");
        foreach (var place in ReferenceFile.Read("generator/ethnic-mix.csv").GroupBy(row => row["region_prefix"]))
        {
            Assert.IsTrue(regions.Exists(code => code.StartsWith(place.Key, StringComparison.Ordinal)), place.Key);
            Assert.IsTrue(place.All(row => peoples.ContainsKey(row["ethnicity"])), place.Key);
            Assert.AreEqual(1m, place.Sum(row => Number(row["share"])), place.Key);
        }
    }

    [TestMethod]
    public void Every_name_pattern_of_a_people_can_be_filled_for_boys_and_girls()
    {
        foreach (var people in ReferenceFile.Read("generator/ethnic-names.csv").GroupBy(row => row["ethnicity"]))
        {
            var patterns = people.Where(row => row["part"] == "pattern").Select(row => row["text"]).ToList();
            Assert.IsNotEmpty(patterns, people.Key);
            var wanted = patterns.SelectMany(Placeholders)
                .Where(part => part is not ("han" or "hangiven")).Distinct();
            foreach (var part in wanted)
                foreach (var sex in (string[])["m", "f"])
                    Assert.IsTrue(people.Any(row => row["part"] == part && (row["sex"] == sex || row["sex"] == "u")),
                        $"{people.Key} {part} {sex}");
        }
    }

    [TestMethod]
    public void Given_names_come_in_every_kind_for_both_sexes()
    {
        var kinds = ReferenceFile.Read("generator/given-names.csv").GroupBy(row => (row["kind"], row["sex"]));
        var counts = kinds.ToDictionary(group => group.Key, group => group.Count());
        foreach (var sex in (string[])["m", "f"])
            foreach (var kind in (string[])["full", "first", "second", "single"])
                Assert.IsGreaterThan(30, counts[(kind, sex)], $"{kind} {sex}");
    }

    // Sums given with the table in docs/rules.md §5.2, in 10,000 pupils.
    [TestMethod]
    public void Provincial_enrolment_adds_up_to_its_source()
    {
        var rows = ReferenceFile.Read("generator/province-enrolment.csv");
        Assert.HasCount(31, rows);
        Assert.AreEqual(10788m, rows.Sum(row => Number(row["primary"])));
        Assert.AreEqual(5113m, rows.Sum(row => Number(row["junior"])));
        Assert.AreEqual(2656m, decimal.Round(rows.Sum(row => Number(row["senior"]))));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Placeholders(string pattern) =>
        pattern.Split('{').Skip(1).Select(rest => rest[..rest.IndexOf('}', StringComparison.Ordinal)]);
}
