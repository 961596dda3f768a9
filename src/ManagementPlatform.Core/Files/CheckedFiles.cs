using System.Security.Cryptography;

namespace ManagementPlatform.Core.Files;

/// <summary>Which files are taken.</summary>
/// <param name="MediaTypes">Of <see cref="FileType"/>; recognised by the content, never by a name.</param>
public sealed record FileLimit(IReadOnlyList<string> MediaTypes, long MaxBytes);

/// <summary>A file, opened.</summary>
public sealed record OpenedFile(Stream Content, string MediaType, string FileName);

/// <summary>Photos and proofs that are what they say: by their type on the way in, by their hash on the way out.</summary>
public sealed class CheckedFiles(IFileStore files)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Small enough to hold: the type is told by the content before anything is kept.</summary>
    /// <exception cref="RefusalException">Too large, or of another type.</exception>
    public async Task<StoredFile> StoreAsync(Stream content, FileLimit limit, CancellationToken cancel)
    {
        using var held = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (held.Length + read > limit.MaxBytes)
                throw Refused.Invalid("file_too_large", $"文件不能超过{limit.MaxBytes / 1024}KB。", "file");
            held.Write(buffer, 0, read);
        }

        var type = FileType.Of(held.GetBuffer().AsSpan(0, (int)Math.Min(held.Length, FileType.HeadLength)));
        if (type is null || !limit.MediaTypes.Contains(type))
            throw Refused.Invalid("file_type", $"文件类型不正确，只接受 {string.Join('、', limit.MediaTypes)}。", "file");
        held.Position = 0;
        return await files.StoreAsync(held, type, limit.MaxBytes, cancel);
    }

    /// <exception cref="RefusalException">There is no such file, or its bytes are in another center.</exception>
    /// <exception cref="IOException">
    /// Its bytes are not what its name says: it is damaged, or somebody else put it there.
    /// </exception>
    public async Task<OpenedFile> OpenAsync(string hash, string name, CancellationToken cancel)
    {
        var stored = await files.FindAsync(hash, cancel) ?? throw Refused.NotFound("文件");
        if (!files.Has(hash))
            throw new RefusalException(RefusalKind.NotFound, "file_not_here", "该文件的内容不在本数据中心：仍在原省级数据中心，或尚未随档案传到。");
        var content = files.Open(hash);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel)) != hash)
        {
            await content.DisposeAsync();
            throw new IOException("A stored file does not have the content of its name.");
        }

        content.Position = 0;
        return new OpenedFile(content, stored.MediaType, name);
    }
}
