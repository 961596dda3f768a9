using System.IO.Compression;
using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// Looks into a workbook before it is opened: what is not a sheet is held in memory whole, and a few kilobytes can unpack to
/// gigabytes. What an archive states about its sizes may be a lie, so the parts are unpacked and counted.
/// </summary>
internal static class WorkbookGuard
{
    private const int MostParts = 10_000;

    /// <exception cref="RefusalException">The archive is broken, is no workbook or unpacks to too much.</exception>
    public static void Check(Stream file, TableLimits limits)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostParts)
                throw TooLarge();
            var buffer = new byte[1 << 16];
            var left = limits.WorkbookBytes;
            foreach (var part in archive.Entries.Where(e => !e.FullName.Contains("/worksheets/", StringComparison.OrdinalIgnoreCase)))
            {
                using var content = part.Open();
                for (int count; (count = content.Read(buffer)) > 0;)
                {
                    left -= count;
                    if (left < 0)
                        throw TooLarge();
                }
            }
        }
        catch (InvalidDataException)
        {
            throw Refused.Invalid("workbook_broken", "Excel 文件已损坏，无法读取。");
        }

        file.Position = 0;
    }

    private static RefusalException TooLarge() =>
        Refused.Invalid("workbook_too_large", "工作簿过大，请只保留要导入的工作表，或改用 CSV。");
}
