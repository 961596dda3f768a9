using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsvHelper;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>Reads a bundle, and believes nothing: signature, hash of every file, names, numbers of rows, values.</summary>
internal sealed class BundleReader : IDisposable
{
    private const int LongestManifest = 1 << 20, LargestTable = 1 << 30, Expected = 100_000;

    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false, Separator = ',', SkipEmptyLines = false, IncludeValuesInExceptions = false,
        MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, byte[]> _tables = [];

    private BundleReader(ZipArchive zip, BundleFile bundle) => (_zip, Bundle) = (zip, bundle);

    public BundleFile Bundle { get; }

    /// <summary>What a bundle says of itself, which proves nothing: enough for one that this center has made and kept.</summary>
    /// <exception cref="BundleException">It has no manifest any more.</exception>
    public static async Task<BundleFile> PeekAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var zip = new ZipArchive(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), ZipArchiveMode.Read);
            var manifest = await ReadAsync(zip, BundleManifest.FileName, cancel);
            var parsed = BundleManifest.Parse(manifest);
            return new BundleFile(parsed.Head(BundleManifest.HashOf(manifest)), parsed, path);
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw new BundleException("bundle_damaged", "数据包已损坏或不完整。", exception);
        }
    }

    /// <summary>Opens a bundle that somebody claims to have from the sender.</summary>
    /// <exception cref="BundleException">Damaged, or not signed by that sender.</exception>
    public static async Task<BundleReader> OpenAsync(string path, string sender, ICenterKeys keys, CancellationToken cancel)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), ZipArchiveMode.Read);
            var manifest = await ReadAsync(zip, BundleManifest.FileName, cancel);
            var signature = SignatureOf(Encoding.ASCII.GetString(await ReadAsync(zip, BundleManifest.SignatureName, cancel)));
            if (!await keys.VerifyAsync(sender, signature, manifest, cancel))
                throw new BundleException("bundle_forged", "数据包签名无效，或签名密钥不属于发送方。");
            var parsed = BundleManifest.Parse(manifest);
            var reader = new BundleReader(zip, new BundleFile(parsed.Head(BundleManifest.HashOf(manifest)), parsed, path));
            reader.CheckFiles();
            return reader;
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException or FormatException or EndOfStreamException)
        {
            zip?.Dispose();
            throw new BundleException("bundle_damaged", "数据包已损坏或不完整。", exception);
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>The aggregates, in the order in which they are to be applied.</summary>
    public IReadOnlyList<(ReplicatedEntity Entity, IReadOnlyList<ArrivedAggregate> Aggregates)> Aggregates()
    {
        Type[] types = [typeof(string), typeof(long), typeof(int), typeof(string), typeof(string)];
        var lines = Rows(BundleWriter.Aggregates, ["entity", "id", "version", "home", "operation"], types, [0, 1, 2, 3, 4]);
        var found = lines.ToLookup(
            line => (string)line[0]!,
            line => new ArrivedAggregate((long)line[1]!, (int)line[2]!, (string)line[3]!, (string)line[4]!));
        return found.FirstOrDefault(entity => ReplicaCatalogue.Find(entity.Key) is null) is { } unknown
            ? throw new BundleException("bundle_damaged", $"数据包含有未知的数据类别 {unknown.Key}。")
            : [.. ReplicaCatalogue.All.Where(e => found.Contains(e.Name)).Select(e => (e, (IReadOnlyList<ArrivedAggregate>)[.. found[e.Name]]))];
    }

    /// <summary>The rows of a table of an entity; none when the bundle has no such file.</summary>
    public IReadOnlyList<ArrivedRow> Rows(ReplicatedEntity entity, ReplicatedTable table, SchemaAdditions additions)
    {
        var (name, sender) = (FileOf(entity, table), Bundle.Head.Schema);
        var added = table.Columns.Select(c => additions.Find(sender, table.Name, c.Name)).ToList();
        List<int> sent = [.. Enumerable.Range(0, added.Count).Where(i => added[i] is null)];
        var rows = Rows(
            name, [.. sent.Select(i => table.Columns[i].Name)], [.. sent.Select(i => table.Columns[i].ProviderType)],
            [sent.IndexOf(table.KeyIndex)]);
        return sent.Count == added.Count ? rows : [.. rows.Select(Widened)];

        ArrivedRow Widened(ArrivedRow row)
        {
            var wide = added.Select(column => column?.Value).ToArray();
            for (var i = 0; i < sent.Count; i++)
                wide[sent[i]] = row[i];
            return wide;
        }
    }

    public static string FileOf(ReplicatedEntity entity, ReplicatedTable table) => $"{entity.Name}/{table.Name}.csv";

    /// <summary>The archive files that came along, by content hash.</summary>
    public IEnumerable<(string Hash, Func<Stream> Open)> ArchiveFiles() =>
        from file in Bundle.Manifest.Files
        where IsArchiveFile(file)
        select (file.Name["files/".Length..], (Func<Stream>)(() => _zip.GetEntry(file.Name)!.Open()));

    public void Dispose() => _zip.Dispose();

    // Of the columns that must not be empty depends whose a row is.
    private IReadOnlyList<ArrivedRow> Rows(string name, IReadOnlyList<string> header, Type[] types, int[] keys)
    {
        if (Bundle.Manifest.Files.FirstOrDefault(f => f.Name == name) is not { } file)
            return [];
        using var csv = CsvReader.Create(_tables[name], Options);
        var cells = new CellTable(types, (int)file.Bytes, (int)Math.Clamp(file.Rows, 0, Expected));
        try
        {
            if (!csv.Read() || !Cells(csv).SequenceEqual(header))
                throw new BundleException("bundle_damaged", $"{name} 的列与本中心的表结构不符。");
            while (csv.Read())
            {
                if (keys.Any(key => key >= 0 && csv.GetSpan(key).IsEmpty))
                    throw new FormatException("A row without its key.");
                for (var i = 0; i < types.Length; i++)
                    cells.Add(csv.GetSpan(i));
            }
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or CsvFormatException or DecoderFallbackException)
        {
            throw new BundleException("bundle_damaged", $"{name} 第{cells.Rows + 1}行有无法识别的值。", exception);
        }

        return cells.Rows == file.Rows
            ? cells.ToRows() : throw new BundleException("bundle_damaged", $"{name} 应有{file.Rows}行，实有{cells.Rows}行。");
    }

    private static IEnumerable<string> Cells(CsvReader csv) => Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i));

    private void CheckFiles()
    {
        var named = Bundle.Manifest.Files.Select(f => f.Name).Order(StringComparer.Ordinal);
        var there = _zip.Entries.Select(e => e.FullName).Except([BundleManifest.FileName, BundleManifest.SignatureName])
            .Order(StringComparer.Ordinal);
        if (!named.SequenceEqual(there))
            throw new InvalidDataException("The files are not those of the manifest.");
        foreach (var file in Bundle.Manifest.Files)
        {
            using var entry = _zip.GetEntry(file.Name)!.Open();
            if (HashOf(file, entry) != file.Sha256)
                throw new InvalidDataException($"{file.Name} has another hash.");
        }
    }

    // A table is kept as it was hashed, so that it is unpacked once; the signed manifest says how long it is.
    private string HashOf(BundledFile file, Stream entry)
    {
        if (IsArchiveFile(file))
            return Convert.ToHexStringLower(SHA256.HashData(entry));
        if (file.Bytes is < 0 or > LargestTable)
            throw new InvalidDataException($"{file.Name} is too large.");
        var bytes = new byte[file.Bytes];
        entry.ReadExactly(bytes);
        if (entry.ReadByte() >= 0)
            throw new InvalidDataException($"{file.Name} is longer than it should be.");
        _tables.Add(file.Name, bytes);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static bool IsArchiveFile(BundledFile file) => file.Name.StartsWith("files/", StringComparison.Ordinal);

    private static async Task<byte[]> ReadAsync(ZipArchive zip, string name, CancellationToken cancel)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"There is no {name}.");
        if (entry.Length > LongestManifest)
            throw new InvalidDataException($"{name} is too long.");
        using var bytes = new MemoryStream();
        await using var stream = entry.Open();
        await stream.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static CenterSignature SignatureOf(string text) => text.Split(' ') is [var key, var value]
        ? new CenterSignature(key, Convert.FromBase64String(value))
        : throw new FormatException("No signature.");
}
