using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Columns;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp template --out FILE</c>: the table that schools fill in, with the province's own fields.</summary>
internal static class TemplateCommand
{
    public static Command Make(SharedOptions options, Screen screen)
    {
        var file = new Option<FileInfo>("--out") { Description = "写入的文件，扩展名 .xlsx（含填写说明和选项）或 .csv / the file", Required = true, HelpName = "file" };
        var command = new Command("template", "学生导入模板 / the template for pupils") { file };
        CenterAction.Set(command, options, screen, (center, cancel) => RunAsync(center, center.Parsed.GetValue(file)!, cancel));
        return command;
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, FileInfo file, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var format = TableFormats.Find(file.Extension) ?? throw Refused.Invalid("unknown_format", "文件扩展名应为 .csv 或 .xlsx。", "out");
        var columns = await center.Get<StudentColumnSet>().GetAsync(cancel);
        var reference = await center.Get<IReferenceData>().GetAsync(cancel);
        await using (var stream = file.Create())
            await TemplateFile.WriteAsync(stream, format, "学生", columns, reference, cancel);
        if (center.Json)
            center.Screen.Json(new { ok = true, file = file.FullName });
        else
            center.Screen.Line($"模板：{file.FullName}");
        return ExitCode.Done;
    }
}
