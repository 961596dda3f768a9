using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using CsvHelper;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>
/// Writes a bundle: one CSV a table (UTF-8, header, RFC 4180), in the order of the catalogue, the rows of an entity in the order
/// of its keys.
/// </summary>
internal sealed class BundleWriter(Stream stream) : IDisposable
{
    public const string Aggregates = "aggregates.csv";

    private readonly ZipArchive _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);
    private readonly List<BundledFile> _files = [];

    public IReadOnlyList<BundledFile> Files => _files;

    public long Rows { get; private set; }

    public async Task WriteAsync(IEnumerable<(string Entity, ArrivedAggregate Aggregate)> aggregates, CancellationToken cancel) => await WriteAsync(
        Aggregates,
        ["entity", "id", "version", "home", "operation"],
        aggregates.Select(line => new object?[] { line.Entity, line.Aggregate.Id, line.Aggregate.Version, line.Aggregate.Home, line.Aggregate.Operation }).ToAsyncEnumerable(),
        cancel);

    /// <returns>How many rows.</returns>
    public async Task<long> WriteAsync(
        string name, IEnumerable<string> header, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await using var rest = rows.GetAsyncEnumerator(cancel);
        if (!await rest.MoveNextAsync())
            return 0;
        await using var entry = new HashingStream(_zip.CreateEntry(name, CompressionLevel.Fastest).Open());
        long count = 0;
        await using (var csv = CsvWriter.Create(entry, new CsvWriterOptions(), leaveOpen: true))
        {
            foreach (var title in header)
                csv.WriteField(title);
            csv.EndRecord();
            do
            {
                foreach (var value in rest.Current)
                    Write(csv, value);
                csv.EndRecord();
                count++;
            }
            while (await rest.MoveNextAsync());
        }

        Rows += count;
        _files.Add(new BundledFile(name, count, entry.Bytes, entry.Hash()));
        return count;
    }

    /// <summary>A file as it is: of an archive, or a proof.</summary>
    public async Task WriteFileAsync(string hash, Stream content, CancellationToken cancel)
    {
        var name = "files/" + hash;
        await using var entry = new HashingStream(_zip.CreateEntry(name, CompressionLevel.NoCompression).Open());
        await content.CopyToAsync(entry, cancel);
        _files.Add(new BundledFile(name, 0, entry.Bytes, entry.Hash()));
    }

    public async Task SealAsync(byte[] manifest, CenterSignature signature, CancellationToken cancel)
    {
        await AddAsync(BundleManifest.FileName, manifest);
        await AddAsync(
            BundleManifest.SignatureName,
            System.Text.Encoding.ASCII.GetBytes($"{signature.KeyId} {Convert.ToBase64String(signature.Value)}"));

        async Task AddAsync(string name, byte[] bytes)
        {
            await using var entry = _zip.CreateEntry(name).Open();
            await entry.WriteAsync(bytes, cancel);
        }
    }

    public void Dispose() => _zip.Dispose();

    // The same as CellText says, without a string for each number and day.
    private static void Write(CsvWriter csv, object? value)
    {
        switch (value)
        {
            case string text: csv.WriteField(CellText.OfText(text)); break;
            case long number: csv.WriteField(number, default, CultureInfo.InvariantCulture); break;
            case int number: csv.WriteField(number, default, CultureInfo.InvariantCulture); break;
            case DateOnly date: csv.WriteField(date, default); break;
            case DateTimeOffset time: csv.WriteField(time.UtcDateTime, CellText.Time); break;
            default: csv.WriteField(CellText.Of(value)); break;
        }
    }

    /// <summary>Counts and hashes what passes.</summary>
    private sealed class HashingStream(Stream inner) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Bytes { get; private set; }

        public string Hash() => Convert.ToHexStringLower(_hash.GetCurrentHash());

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            Bytes += buffer.Length;
            inner.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
