namespace ManagementPlatform.Benchmarks.Frame;

/// <summary>A part of the report: one benchmark on one engine.</summary>
internal sealed record Section(string Title, string Text);

/// <summary><c>docs/benchmarks.md</c>: each run replaces the sections that it measured and leaves the others.</summary>
internal static class Report
{
    private const string Head = """
        # Benchmarks

        Written by `dotnet run -c Release --project tests/ManagementPlatform.Benchmarks -- import|pupil|lists|cases|deadlines|first-load|replication`. Every figure of the product
        stands beside the plain driver doing the same on the same engine in the same run: ratios travel between machines, rates do not.
        """;

    public static void Put(Section section)
    {
        var file = Path.Combine(RepositoryFolder(), "docs", "benchmarks.md");
        var sections = File.Exists(file) ? Read(File.ReadAllText(file)) : [];
        sections[section.Title] = section.Text.Trim();
        var parts = sections.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"## {s.Key}\n\n{s.Value}\n");
        File.WriteAllText(file, Head + "\n\n" + string.Join('\n', parts));
        Console.WriteLine($"→ {file}");
    }

    private static Dictionary<string, string> Read(string text) => text.Split("\n## ").Skip(1)
        .Select(part => part.Split('\n', 2))
        .ToDictionary(part => part[0], part => part[1].Trim());

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ManagementPlatform.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Run the benchmarks inside the repository.");
        return folder;
    }
}
