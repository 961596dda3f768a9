using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ManagementPlatform.Storage.Engines;

namespace ManagementPlatform.Storage.Migrations;

/// <summary>One numbered script of an engine's schema history, <c>sql/ENGINE/NNNN_name.sql</c>.</summary>
/// <param name="Checksum">SHA-256 of the text with line feeds only, so that a checkout's line endings do not matter.</param>
public sealed record Migration(int Number, string Name, string Text, string Checksum)
{
    /// <summary>The history that this program carries, in order.</summary>
    public static IReadOnlyList<Migration> History(Engine engine)
    {
        var assembly = typeof(Migration).Assembly;
        var folder = $"sql/{engine.ToString().ToLowerInvariant()}/";
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Of(name[folder.Length..], Read(assembly, name)))];
    }

    /// <param name="fileName"><c>NNNN_name.sql</c>.</param>
    public static Migration Of(string fileName, string text)
    {
        text = text.ReplaceLineEndings("\n");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new(int.Parse(fileName.AsSpan(0, 4), CultureInfo.InvariantCulture), fileName[5..^4], text, checksum);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
