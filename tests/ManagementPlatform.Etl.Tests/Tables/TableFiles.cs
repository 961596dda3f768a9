using System.Text;
using ManagementPlatform.Core;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Tests.Tables;

/// <summary>Tables made in memory, the way people's programs make them.</summary>
internal static class TableFiles
{
    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static MemoryStream Csv(string text, Encoding? encoding = null, bool withMark = false)
    {
        encoding ??= new UTF8Encoding(false);
        byte[] mark = withMark ? [.. (encoding is UTF8Encoding ? Encoding.UTF8 : encoding).GetPreamble()] : [];
        return new MemoryStream([.. mark, .. encoding.GetBytes(text)]);
    }

    public static MemoryStream Bytes(params byte[][] parts) => new([.. parts.SelectMany(p => p)]);

    public static List<TableRow> Read(
        Stream file, out IReadOnlyList<string> headers, TableLimits? limits = null, int? headerLine = null)
    {
        using var table = TableReader.Open(file, limits, headerLine);
        headers = table.Headers;
        var rows = table.Rows().ToList();
        Assert.IsGreaterThanOrEqualTo(rows.Count, table.RowBound);
        return rows;
    }

    public static List<TableRow> Read(Stream file) => Read(file, out _);

    public static RefusalException Refusal(Stream file, TableLimits? limits = null) =>
        Assert.ThrowsExactly<RefusalException>(() => Read(file, out _, limits));

    public static async Task<MemoryStream> WriteAsync(TableFormat format, params string?[][] rows)
    {
        var stream = new MemoryStream();
        await using (var writer = TableWriter.Create(stream, format, "数据"))
        {
            foreach (var row in rows)
                await writer.WriteAsync(row, CancellationToken.None);
        }

        return new MemoryStream(stream.ToArray());
    }
}
