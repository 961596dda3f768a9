namespace ManagementPlatform.Etl.Generation;

/// <summary>Names for the schools of one county, none twice.</summary>
internal sealed class SchoolNames(County county, PlaceWords words, IReadOnlyList<string> towns)
{
    private const int Attempts = 24;

    private readonly HashSet<string> _used = [];
    private int _serial = 10;

    public string Next(Pcg random, SchoolKind kind, Area area)
    {
        var patterns = PatternsOf(kind, area);
        for (var i = 0; patterns is not null && i < Attempts; i++)
        {
            var name = Fill(random, patterns.Draw(random));
            if (_used.Add(name))
                return name;
        }

        return Numbered(kind);
    }

    // In the country schools bear the town's name, in the city a number or a word.
    private WeightedList<string>? PatternsOf(SchoolKind kind, Area area)
    {
        var fitting = words.Patterns
            .Where(p => p.Stage == kind.NamedAs && p.Text.EndsWith(kind.Mark, StringComparison.Ordinal))
            .Where(p => kind != SchoolKind.TwelveYear || !p.Text.Contains("九年", StringComparison.Ordinal))
            .Where(p => area == Area.Town || p.Text.Contains("{town}", StringComparison.Ordinal) == (area == Area.Rural))
            .Select(p => (p.Text, p.Weight)).ToList();
        return fitting.Count == 0 ? null : new WeightedList<string>(fitting);
    }

    private string Fill(Pcg random, string pattern) => pattern
        .Replace("{county}", county.ShortName, StringComparison.Ordinal)
        .Replace("{town}", random.Pick(towns), StringComparison.Ordinal)
        .Replace("{village}", words.VillageNames.Draw(random), StringComparison.Ordinal)
        .Replace("{word}", words.Words.Draw(random), StringComparison.Ordinal)
        .Replace("{ordinal}", words.Ordinals.Draw(random), StringComparison.Ordinal);

    // When the words are used up: 武侯区第二十三小学.
    private string Numbered(SchoolKind kind)
    {
        var ending = kind switch
        {
            _ when kind == SchoolKind.Primary => "小学",
            _ when kind == SchoolKind.Junior => "初级中学",
            _ when kind == SchoolKind.NineYear || kind == SchoolKind.TwelveYear => "学校",
            _ => "中学",
        };
        string name;
        do
            name = $"{county.ShortName}第{ChineseNumber.Of(++_serial)}{ending}";
        while (!_used.Add(name));
        return name;
    }
}
