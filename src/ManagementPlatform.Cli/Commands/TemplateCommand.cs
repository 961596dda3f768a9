using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp template TABLE --out FILE</c>: the table that people fill in; that of pupils with the province's own fields.
/// </summary>
internal static class TemplateCommand
{
    public static Command Make(SharedOptions options, Screen screen)
    {
        var file = new Option<FileInfo>("--out") { Description = "写入的文件，扩展名 .xlsx（含填写说明和选项）或 .csv / the file", Required = true, HelpName = "file" };
        var table = new Argument<string>("table")
        {
            Description = "students（默认）、schools、staff、classes、conditions、admissions / what it is for",
            DefaultValueFactory = _ => ImportStudents.Table,
        };
        var command = new Command("template", "导入模板 / templates for imports") { table, file };
        CenterAction.Set(
            command, options, screen,
            (center, cancel) => RunAsync(center, center.Parsed.GetValue(table)!, center.Parsed.GetValue(file)!, cancel));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, string table, FileInfo file, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var format = TableFormats.Find(file.Extension) ?? throw Refused.Invalid("unknown_format", "文件扩展名应为 .csv 或 .xlsx。", "out");
        var reference = await center.Get<IReferenceData>().GetAsync(cancel);
        var columns = table == ImportStudents.Table ? await center.Get<StudentColumnSet>().GetAsync(cancel) : null;
        var other = center.Get<IEnumerable<ImportedTable>>().FirstOrDefault(t => t.ImportKind.Name == table);
        if (columns is null && other is null)
            throw Refused.NotFound("模板");
        await using (var stream = file.Create())
        {
            await (columns is null
                ? other!.WriteTemplateAsync(stream, format, reference, cancel)
                : TemplateFile.WriteAsync(stream, format, "学生", columns, reference, cancel));
        }

        if (center.Json)
            center.Screen.Json(new { ok = true, file = file.FullName });
        else
            center.Screen.Line($"模板：{file.FullName}");
        return ExitCode.Done;
    }
}
