using System.Globalization;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Etl.Imports;

/// <summary>
/// 错误结果文件: each bad row as it came, with its line before and its reasons behind. Corrected in place it can be sent in again: an
/// import passes over the two added columns.
/// </summary>
internal sealed class ResultFile : IAsyncDisposable
{
    private readonly TableWriter _writer;
    private readonly int[] _kept;

    private ResultFile(TableWriter writer, IReadOnlyList<string> headers)
    {
        _writer = writer;
        _kept = [.. Enumerable.Range(0, headers.Count).Where(i => !AddedHeaders.Contains(HeaderRow.Key(headers[i])))];
    }

    /// <summary>Headers that the result file adds and an import ignores.</summary>
    public static IReadOnlyList<string> AddedHeaders { get; } = ["行号", "错误原因"];

    public static async Task<ResultFile> StartAsync(Stream stream, IReadOnlyList<string> headers, CancellationToken cancel)
    {
        var file = new ResultFile(TableWriter.Create(stream, TableFormat.Csv, "错误"), headers);
        await file._writer.WriteAsync([AddedHeaders[0], .. file._kept.Select(k => headers[k]), AddedHeaders[1]], cancel);
        return file;
    }

    public ValueTask WriteAsync(TableRow row, string reasons, CancellationToken cancel) => _writer.WriteAsync(
        [row.Line.ToString(CultureInfo.InvariantCulture), .. _kept.Select(i => row.Cells[i]), reasons], cancel);

    /// <summary>Lists pupils who are on a school's roll and not in the table; their lines in it do not exist.</summary>
    public async Task WriteMissingAsync(string school, IEnumerable<(string Name, string Class)> pupils, CancellationToken cancel)
    {
        foreach (var (name, @class) in pupils)
            await _writer.WriteAsync(["", .. _kept.Select(_ => ""), $"有籍无人：{school} {@class} {name} 在籍，但不在本文件中"], cancel);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
