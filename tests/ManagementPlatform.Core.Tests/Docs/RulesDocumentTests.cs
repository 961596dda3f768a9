using System.Text.RegularExpressions;

namespace ManagementPlatform.Core.Tests.Docs;

/// <summary>docs/rules.md and the code point at each other; neither may point at nothing.</summary>
[TestClass]
public sealed partial class RulesDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules.md"));

    [TestMethod]
    public void Every_file_that_the_page_names_exists()
    {
        var missing = Paths().Matches(Text).Select(match => match.Groups[1].Value).Distinct()
            .Where(path => !File.Exists(OnDisk(path)) && !Directory.Exists(OnDisk(path))).ToList();
        Assert.IsEmpty(missing, string.Join(", ", missing));
    }

    [TestMethod]
    public void Every_section_that_the_code_cites_stands_on_the_page()
    {
        var sections = Headings().Matches(Text).Select(match => match.Groups[1].Value).ToHashSet();
        var citations = Repository.Files("src", "*.cs").Concat(Repository.Files("sql", "*.sql"))
            .Concat(Repository.Files("etl", "*.*"))
            .SelectMany(file => Citations().Matches(File.ReadAllText(file)).Select(match => (file, match.Groups[1].Value)))
            .SelectMany(cited => Sections().Matches(cited.Value).Select(match => (cited.file, Section: match.Value)))
            .ToList();
        Assert.IsNotEmpty(citations);
        var unknown = citations.Where(cited => !sections.Contains(cited.Section))
            .Select(cited => $"{cited.file}: {cited.Section}").ToList();
        Assert.IsEmpty(unknown, string.Join("; ", unknown));
    }

    private static string OnDisk(string path) => path.Split('/')[0] is "etl" or "sql" or "docs"
        ? Path.Combine(Repository.Root, path)
        : Path.Combine(Repository.Root, "src", "ManagementPlatform." + path);

    [GeneratedRegex(@"`((?:Core|Storage|Etl|Center|Cli|etl|sql|docs)/[\w./-]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Paths();

    [GeneratedRegex(@"^#{2,3} (\d(?:\.\d)?) ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"docs/rules\.md((?:,? §\d(?:\.\d)?)+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Citations();

    [GeneratedRegex(@"\d(?:\.\d)?", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sections();
}
