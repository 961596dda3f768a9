using System.Text;
using ManagementPlatform.Core;

namespace ManagementPlatform.Etl.Tables;

/// <summary>
/// A look at every byte of a text file before its first row is read: the charset, and how many lines at most. A file that mixes
/// charsets is found here, so that nothing of it is stored.
/// </summary>
internal sealed record TextScan(Encoding Encoding, int Lines)
{
    private const int ChunkSize = 1 << 16, LongestCharacter = 4;

    /// <exception cref="RefusalException">The bytes are no text, or of no charset that can be told; names the line.</exception>
    public static TextScan Of(Stream file)
    {
        var start = new byte[3];
        file.Position = 0;
        var count = file.ReadAtLeast(start, 3, throwOnEndOfStream: false);
        return start.AsSpan(0, count) switch
        {
            [0xFF, 0xFE, ..] => Strict(file, new UnicodeEncoding(false, true, true), "UTF-16"),
            [0xFE, 0xFF, ..] => Strict(file, new UnicodeEncoding(true, true, true), "UTF-16"),
            [0xEF, 0xBB, 0xBF] => Strict(file, Utf8, "UTF-8"),
            _ => Unmarked(file),
        };
    }

    private static readonly UTF8Encoding Utf8 = new(true, true);

    /// <summary>For old workbooks written without Unicode.</summary>
    public static Encoding Gb18030Lenient => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    private static Encoding Gb18030 => CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private static TextScan Strict(Stream file, Encoding encoding, string name)
    {
        var walk = Walk(file, encoding);
        if (walk.IsCut)
            throw Refused.Invalid("file_cut", $"文件在第{walk.BadLine}行的一个字中间中断，可能不完整，请重新导出。");
        return walk.BadLine is { } line
            ? throw Refused.Invalid("charset_mixed", $"文件以 {name} 编码，但第{line}行含有其他编码的字节（如 GB18030），请统一编码后重新上传。")
            : new TextScan(encoding, walk.Lines);
    }

    // Without a mark the first line that is not plain ASCII decides: Chinese in GB18030 is never UTF-8 by chance for a whole
    // line.
    private static TextScan Unmarked(Stream file)
    {
        var utf8 = Walk(file, Utf8);
        if (utf8.HasNul)
            throw Refused.Invalid("table_unknown", "文件既不是 CSV 文本，也不是 Excel 工作簿（.xlsx、.xls）。");
        if (utf8.BadLine is null)
            return new TextScan(Utf8, utf8.Lines);
        if (utf8.FirstWideLine < utf8.BadLine)
            return Strict(file, Utf8, "UTF-8");

        var gb = Walk(file, Gb18030);
        return gb.BadLine is { } line
            ? throw Refused.Invalid("charset_unknown", $"第{line}行的字节既不是 UTF-8 也不是 GB18030 编码，请另存为其中一种后重新上传。")
            : new TextScan(Gb18030, gb.Lines);
    }

    private static Findings Walk(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var decoder = encoding.GetDecoder();
        var bytes = new byte[ChunkSize];
        var chars = new char[encoding.GetMaxCharCount(ChunkSize)];
        var found = new Findings();
        for (int count; (count = file.ReadAtLeast(bytes, ChunkSize, throwOnEndOfStream: false)) > 0;)
        {
            var chunk = bytes.AsSpan(0, count);
            found.HasNul |= chunk.Contains((byte)0);
            found.FirstWideLine ??= FirstWideLine(chunk, found.LineFeeds + 1);
            try
            {
                decoder.GetChars(chunk, chars, flush: count < ChunkSize);
            }
            catch (DecoderFallbackException exception)
            {
                found.IsCut = count < ChunkSize && count - exception.Index < LongestCharacter;
                found.BadLine = found.LineFeeds + 1 + chunk[..Math.Clamp(exception.Index, 0, count)].Count((byte)'\n');
                return found;
            }

            found.LineFeeds += chunk.Count((byte)'\n');
            found.Returns += chunk.Count((byte)'\r');
        }

        return found;
    }

    private static int? FirstWideLine(ReadOnlySpan<byte> chunk, int line)
    {
        var wide = chunk.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        return wide < 0 ? null : line + chunk[..wide].Count((byte)'\n');
    }

    private sealed class Findings
    {
        public int LineFeeds { get; set; }

        public int Returns { get; set; }

        public bool HasNul { get; set; }

        public int? FirstWideLine { get; set; }

        public int? BadLine { get; set; }

        /// <summary>The bad bytes are the last of the file: the beginning of a character.</summary>
        public bool IsCut { get; set; }

        public int Lines => Math.Max(LineFeeds, Returns) + 1;
    }
}
