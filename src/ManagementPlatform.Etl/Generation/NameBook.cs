using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Etl.Generation;

/// <summary>Names as they are given among each nationality. A family shares what its custom shares.</summary>
public sealed class NameBook
{
    private const int SingleCharacter = 1_200, CommonGivenName = 3_300;

    private readonly WeightedList<string> _surnames;
    private readonly Dictionary<(string Kind, Sex Sex), WeightedList<string>> _given;
    private readonly Dictionary<(string Ethnicity, string Part, Sex Sex), WeightedList<string>> _ethnic;

    internal NameBook(
        IEnumerable<IReadOnlyDictionary<string, string>> surnames,
        IEnumerable<IReadOnlyDictionary<string, string>> given,
        IEnumerable<IReadOnlyDictionary<string, string>> ethnic)
    {
        _surnames = new WeightedList<string>(surnames.Select(r => (r["surname"], GeneratorTables.Whole(r["weight"]))));
        _given = given.GroupBy(r => (r["kind"], SexOf(r["sex"]))).ToDictionary(g => g.Key, g => Weighted(g));
        var rows = ethnic.ToList();
        _ethnic = [];
        foreach (var group in rows.GroupBy(r => (Ethnicity: r["ethnicity"], Part: r["part"])))
        {
            // Names that both sexes bear stand in both lists.
            foreach (var sex in new[] { Sex.Male, Sex.Female })
            {
                var fitting = group.Where(r => r["sex"] == "u" || SexOf(r["sex"]) == sex).ToList();
                if (fitting.Count > 0)
                    _ethnic[(group.Key.Ethnicity, group.Key.Part, sex)] = Weighted(fitting);
            }
        }
    }

    /// <summary>A person by himself.</summary>
    public string Person(Pcg random, string ethnicity, Sex sex)
    {
        var pattern = Pattern(random, ethnicity);
        return Fill(random, pattern, ethnicity, sex, SharedPart(random, pattern, ethnicity));
    }

    /// <summary>A child with the father's surname, or with the father's own name where that is the custom.</summary>
    public (string Child, string Father) ChildAndFather(Pcg random, string ethnicity, Sex sex)
    {
        var pattern = Pattern(random, ethnicity);
        var shared = SharedPart(random, pattern, ethnicity);
        var child = Fill(random, pattern, ethnicity, sex, shared);
        var father = IsPatronymic(pattern)
            ? $"{shared}·{Part(random, ethnicity, "father", Sex.Male)}"
            : Fill(random, pattern, ethnicity, Sex.Male, shared);
        return (child, father);
    }

    private string Pattern(Pcg random, string ethnicity) =>
        _ethnic.TryGetValue((ethnicity, "pattern", Sex.Male), out var patterns) ? patterns.Draw(random) : "{surname}{hangiven}";

    // What brothers and sisters have in common: a surname, the father's name, or nothing.
    private string SharedPart(Pcg random, string pattern, string ethnicity) => pattern switch
    {
        "{han}" => _surnames.Draw(random),
        _ when IsPatronymic(pattern) => Part(random, ethnicity, "father", Sex.Male),
        _ => (_ethnic.GetValueOrDefault((ethnicity, "surname", Sex.Male)) ?? _surnames).Draw(random),
    };

    private string Fill(Pcg random, string pattern, string ethnicity, Sex sex, string shared) => pattern switch
    {
        "{surname}{hangiven}" or "{han}" => shared + HanGiven(random, sex),
        "{surname}{given}" => shared + Part(random, ethnicity, "given", sex),
        "{given}" => Part(random, ethnicity, "given", sex),
        "{given}·{father}" => $"{Part(random, ethnicity, "given", sex)}·{shared}",
        "{first}{second}" => Part(random, ethnicity, "first", sex) + Part(random, ethnicity, "second", sex),
        _ => throw new InvalidDataException($"ethnic-names.csv has a pattern that is not known: {pattern}"),
    };

    private static bool IsPatronymic(string pattern) => pattern.EndsWith("{father}", StringComparison.Ordinal);

    private string Part(Pcg random, string ethnicity, string part, Sex sex) => _ethnic[(ethnicity, part, sex)].Draw(random);

    private string HanGiven(Pcg random, Sex sex)
    {
        var dice = random.Below(10_000);
        if (dice < SingleCharacter)
            return _given[("single", sex)].Draw(random);
        if (dice < SingleCharacter + CommonGivenName)
            return _given[("full", sex)].Draw(random);
        var first = _given[("first", sex)].Draw(random);
        var second = _given[("second", sex)].Draw(random);
        return first + second;
    }

    private static WeightedList<string> Weighted(IEnumerable<IReadOnlyDictionary<string, string>> rows) =>
        new(rows.Select(r => (r["text"], GeneratorTables.Whole(r["weight"]))));

    private static Sex SexOf(string letter) => letter == "f" ? Sex.Female : Sex.Male;
}
