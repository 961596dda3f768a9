using System.Text.RegularExpressions;

namespace ManagementPlatform.Storage.Tests.Schema;

/// <summary>Reads one line of a CREATE TABLE as SQLite keeps it.</summary>
internal static partial class SqliteConstraint
{
    public static KeyModel? Of(string line)
    {
        if (PrimaryKey().Match(line) is { Success: true } primary)
            return new("primary key", primary.Groups[1].Value, primary.Groups[2].Value.Split(", "));
        if (ForeignKey().Match(line) is { Success: true } foreign)
            return new(
                "foreign key", foreign.Groups[1].Value, foreign.Groups[2].Value.Split(", "),
                $" references {foreign.Groups[3].Value}");
        return line.Contains("CONSTRAINT", StringComparison.OrdinalIgnoreCase)
            ? throw new NotSupportedException($"Not read: {line}") : null;
    }

    public static string Filter(string index) =>
        index.IndexOf(" WHERE ", StringComparison.Ordinal) is > 0 and var at ? index[at..].ToLowerInvariant() : string.Empty;

    [GeneratedRegex(@"CONSTRAINT (\w+) PRIMARY KEY \(([\w, ]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrimaryKey();

    [GeneratedRegex(@"CONSTRAINT (\w+) FOREIGN KEY \(([\w, ]+)\) REFERENCES (\w+ \([\w, ]+\))", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForeignKey();
}
