using ManagementPlatform.Core;
using ManagementPlatform.Core.Files;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ManagementPlatform.Center.Api.Imports;

/// <summary>
/// The table in a request's body: one part of a form, or the body itself. Streamed to the file store, never into memory.
/// </summary>
internal static class UploadedTable
{
    /// <summary>A province's pupils as CSV.</summary>
    public const long Longest = 1L << 30;

    private const string Plain = "application/octet-stream";
    private const int LongestName = 120;

    public static IReadOnlyList<string> MediaTypes { get; } = ["multipart/form-data", "text/csv", Plain];

    /// <returns>The stored file and what its sender calls it.</returns>
    /// <exception cref="RefusalException">The form has no file.</exception>
    public static async Task<(StoredFile File, string Name)> StoreAsync(
        HttpRequest request, IFileStore files, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != MediaTypes[0])
            return (await files.StoreAsync(request.Body, Plain, Longest, cancel), "上传文件");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 100)
            throw NoFile();
        try
        {
            return await FirstFileAsync(new MultipartReader(boundary, request.Body), files, cancel);
        }
        catch (Exception exception) when (exception is not BadHttpRequestException and (IOException or InvalidDataException))
        {
            throw Refused.Invalid("bad_form", "上传的表单不完整。", "file");
        }
    }

    private static async Task<(StoredFile File, string Name)> FirstFileAsync(
        MultipartReader form, IFileStore files, CancellationToken cancel)
    {
        while (await form.ReadNextSectionAsync(cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                || !disposition.IsFileDisposition())
                continue;
            var name = Path.GetFileName(
                (disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value?.Trim('"') ?? "");
            return (await files.StoreAsync(part.Body, Plain, Longest, cancel), Shown(name));
        }

        throw NoFile();
    }

    private static string Shown(string name)
    {
        var clean = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return clean.Length == 0 ? "上传文件" : clean.Length > LongestName ? clean[..LongestName] : clean;
    }

    private static RefusalException NoFile() => Refused.Invalid("file_missing", "请上传 CSV 或 Excel 文件（表单字段 file）。", "file");
}
