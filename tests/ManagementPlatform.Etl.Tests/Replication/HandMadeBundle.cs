using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;

namespace ManagementPlatform.Etl.Tests.Replication;

/// <summary>A bundle as somebody with a text editor, and perhaps a key, would make it out of a real one.</summary>
internal static class HandMadeBundle
{
    /// <summary>Stands for a byte that is no UTF-8.</summary>
    public const string Broken = "\uE000";

    /// <summary>Changes files and manifest of a bundle and signs it again.</summary>
    /// <param name="file">What becomes of a file, by its name; null leaves it out.</param>
    public static async Task<string> RemadeAsync(
        string path, ICenterKeys keys, Func<string, string, string?>? file = null,
        Func<BundleManifest, BundleManifest>? manifest = null)
    {
        var made = path + ".made.zip";
        using var zip = ZipFile.OpenRead(path);
        using var copy = new ZipArchive(File.Create(made), ZipArchiveMode.Create);
        var old = BundleManifest.Parse(Encoding.UTF8.GetBytes(Read(zip, BundleManifest.FileName)));
        var files = new List<BundledFile>();
        foreach (var entry in old.Files)
        {
            var text = Read(zip, entry.Name);
            if ((file is null ? text : file(entry.Name, text)) is not { } changed)
                continue;
            var bytes = changed.Split(Broken).Select(Encoding.UTF8.GetBytes)
                .Aggregate((before, after) => [.. before, 0xFF, .. after]);
            Write(copy, entry.Name, bytes);
            files.Add(entry with { Bytes = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) });
        }

        var remade = old with { Files = files };
        var sealing = (manifest is null ? remade : manifest(remade)).ToBytes();
        var signature = await keys.SignAsync(sealing, CancellationToken.None);
        Write(copy, BundleManifest.FileName, sealing);
        Write(
            copy, BundleManifest.SignatureName,
            Encoding.ASCII.GetBytes($"{signature.KeyId} {Convert.ToBase64String(signature.Value)}"));
        return made;
    }

    /// <summary>A column taken out of a CSV whose cells have no commas or quotes in them.</summary>
    public static string Without(string csv, string column)
    {
        var lines = csv.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',').ToList()).ToList();
        var at = lines[0].IndexOf(column);
        return string.Join('\n', lines.Select(cells => string.Join(',', cells.Where((_, i) => i != at)))) + "\n";
    }

    private static string Read(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(bytes);
    }
}
