using System.Buffers;
using System.Data.Common;
using System.Security.Cryptography;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Files;

namespace ManagementPlatform.Storage.Files;

/// <summary>Where the files lie.</summary>
public sealed record FileFolder(string Path);

/// <summary>
/// Files below the data folder, <c>files/ab/cd/HASH</c>, written beside and moved into place, so that a file that can be seen is
/// whole. A row of <c>stored_file</c> for each; nothing of it replicates or says whose it is.
/// </summary>
public sealed class FileStore(FileFolder folder, DbSession session, TimeProvider time) : IFileStore
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly Sql Find = FilesTables.File.Select("WHERE file_hash = @hash");

    public async Task<StoredFile> StoreAsync(Stream content, string mediaType, long longest, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.Path);
        var written = Path.Combine(folder.Path, Path.GetRandomFileName() + ".part");
        try
        {
            var (hash, size) = await WriteAsync(content, written, longest, cancel);
            Place(written, hash);
            return await RememberAsync(
                new StoredFile { FileHash = hash, MediaType = mediaType, SizeBytes = size, StoredAt = time.GetUtcNow() }, cancel);
        }
        finally
        {
            File.Delete(written);
        }
    }

    public async Task<bool> KeepAsync(string hash, Stream content, CancellationToken cancel)
    {
        if (Has(hash))
            return true;
        Directory.CreateDirectory(folder.Path);
        var written = Path.Combine(folder.Path, Path.GetRandomFileName() + ".part");
        try
        {
            if ((await WriteAsync(content, written, long.MaxValue, cancel)).Hash != hash)
                return false;
            Place(written, hash);
            return true;
        }
        finally
        {
            File.Delete(written);
        }
    }

    public bool Has(string hash) => IsHash(hash) && File.Exists(PathOf(hash));

    public Task<StoredFile?> FindAsync(string hash, CancellationToken cancel) =>
        session.FirstOrDefaultAsync<StoredFile>(Find, new { hash = Ansi.Code(hash) }, cancel);

    public Stream Open(string hash) => new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    private async Task<StoredFile> RememberAsync(StoredFile file, CancellationToken cancel)
    {
        if (await FindAsync(file.FileHash, cancel) is { } known)
            return known;
        try
        {
            await session.InsertAsync(FilesTables.File, file, cancel);
            return file;
        }
        catch (DbException)
        {
            // Two senders of the same bytes: whoever was first has written the row.
            if (await FindAsync(file.FileHash, cancel) is { } first)
                return first;
            throw;
        }
    }

    private void Place(string written, string hash)
    {
        var place = PathOf(hash);
        if (File.Exists(place))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.Move(written, place, overwrite: true);
    }

    private static bool IsHash(string hash) => hash.Length == 64 && !hash.AsSpan().ContainsAnyExcept(HexDigits);

    private string PathOf(string hash) => IsHash(hash)
        ? Path.Combine(folder.Path, hash[..2], hash[2..4], hash)
        : throw new ArgumentException("Not a content hash.", nameof(hash));

    private static async Task<(string Hash, long Size)> WriteAsync(
        Stream content, string path, long longest, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        long size = 0;
        try
        {
            for (int count; (count = await content.ReadAsync(buffer, cancel)) > 0; size += count)
            {
                if (size + count > longest)
                    throw Refused.Invalid("file_too_large", $"文件超过{longest / 1024 / 1024}MB。", "file");
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }
}
