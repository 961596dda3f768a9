namespace ManagementPlatform.Core.Files;

/// <summary>A file by its content: the same bytes are one file, whoever sends them and under whatever name.</summary>
public sealed record StoredFile
{
    /// <summary>SHA-256, 64 hexadecimal digits, lower case.</summary>
    public required string FileHash { get; init; }

    public required string MediaType { get; init; }
    public required long SizeBytes { get; init; }
    public required DateTimeOffset StoredAt { get; init; }
}

/// <summary>
/// The files of a center: photos, proofs, tables to import, results. Who may see a file is for whoever refers to it.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Keeps a file and remembers it. Whole or not at all. Not inside a unit of work: a file without a referrer does no harm.
    /// </summary>
    /// <param name="mediaType">As it was found out, not as the sender said.</param>
    /// <exception cref="RefusalException">It is longer than <paramref name="longest"/> bytes.</exception>
    Task<StoredFile> StoreAsync(Stream content, string mediaType, long longest, CancellationToken cancel);

    /// <summary>
    /// Keeps the bytes of a file that another center has; what is known of it comes with the rows that refer to it. Kept once
    /// more it changes nothing.
    /// </summary>
    /// <returns>False when the bytes are not those of the name: nothing is kept then.</returns>
    Task<bool> KeepAsync(string hash, Stream content, CancellationToken cancel);

    /// <summary>The bytes are here.</summary>
    bool Has(string hash);

    /// <summary>What is known of a file; null when there is none.</summary>
    Task<StoredFile?> FindAsync(string hash, CancellationToken cancel);

    /// <summary>Its bytes, seekable.</summary>
    /// <exception cref="FileNotFoundException">The data folder has lost it.</exception>
    Stream Open(string hash);
}
