using System.Globalization;
using System.Text;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Generation;

namespace ManagementPlatform.Benchmarks.Data;

/// <summary>A class list of a whole province, with the headers of the template.</summary>
internal sealed class PupilFile : IAsyncDisposable
{
    private static readonly string[] Members = ["成员1", "成员2"];
    private readonly StreamWriter _writer;

    private PupilFile(StreamWriter writer) => _writer = writer;

    public long Rows { get; private set; }

    public static PupilFile Create(string file)
    {
        var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 16) { NewLine = "\r\n" };
        string[] headers =
        [
            "学校标识码", "年级", "班级",
            .. FormFields.Student.Select(f => f.Title),
            .. Members.SelectMany(m => FormFields.Family.Select(f => m + f.Title.Replace("家庭成员", "", StringComparison.Ordinal))),
        ];
        writer.WriteLine(string.Join(',', headers));
        return new(writer);
    }

    public async Task WriteAsync(GeneratedClass place, IReadOnlyList<StudentForm> forms, CancellationToken cancel)
    {
        var text = new StringBuilder();
        foreach (var form in forms)
        {
            text.Append(CultureInfo.InvariantCulture, $"{place.School.Code.Text},{place.Grade.Code},{place.Number}");
            foreach (var field in FormFields.Student)
                text.Append(',').Append(Cell(field.Text(form)));
            for (var i = 0; i < Members.Length; i++)
            {
                foreach (var field in FormFields.Family)
                    text.Append(',').Append(i < form.Family.Count ? Cell(field.Text(form.Family[i])) : null);
            }

            text.Append("\r\n");
        }

        await _writer.WriteAsync(text, cancel);
        Rows += forms.Count;
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static string? Cell(string? text) =>
        text is null || text.AsSpan().IndexOfAny(',', '"', '\n') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
