namespace ManagementPlatform.Core.Files;

/// <summary>The types of files that the registry keeps, by their first bytes.</summary>
public static class FileType
{
    public const string Jpeg = "image/jpeg", Png = "image/png", Pdf = "application/pdf";

    /// <summary>How many bytes are enough to tell.</summary>
    public const int HeadLength = 8;

    /// <summary>Null for any other type.</summary>
    public static string? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg
        : head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : head.StartsWith("%PDF-"u8) ? Pdf
        : null;
}
