using System.CommandLine;
using System.Globalization;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp export LIST --out FILE</c>: pupils, schools, classes, staff, conditions, changes, users or the audit trail as CSV or
/// Excel.
/// </summary>
internal sealed class ExportCommand
{
    private const string Pupils = "students";

    private readonly Argument<string> _list = new("list") { Description = "students、schools、classes、staff、conditions、changes、users、audit / what goes out" };
    private readonly Option<FileInfo> _out = new("--out") { Description = "写入的文件，扩展名 .csv 或 .xlsx / the file", Required = true };
    private readonly Option<string?> _organization = new("--organization") { Description = "只导出该机构所辖：6 位行政区划或 10 位学校标识码 / only of this organization" };
    private readonly Option<string?> _reveal = new("--reveal") { Description = "导出完整证件号等信息的用途，记入审计 / purpose of a table in clear" };

    private readonly Option<DateOnly?> _from = new("--from") { Description = "审计记录：自这一天 / of the audit trail: from this day", HelpName = "yyyy-MM-dd" };
    private readonly Option<DateOnly?> _until = new("--until") { Description = "审计记录：到这一天（含）/ to this day", HelpName = "yyyy-MM-dd" };

    public static Command Make(SharedOptions options, Screen screen)
    {
        var made = new ExportCommand();
        var command = new Command("export", "导出为 CSV 或 Excel / write tables")
        { made._list, made._out, made._organization, made._reveal, made._from, made._until };
        CenterAction.Set(command, options, screen, made.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CenterAction center, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var file = center.Parsed.GetValue(_out)!;
        var format = TableFormats.Find(file.Extension) ?? throw Refused.Invalid("unknown_format", "文件扩展名应为 .csv 或 .xlsx。", "out");
        var caller = await center.CallerAsync(center.Parsed.GetValue(_organization), cancel);
        var count = await WriteAsync(center, file, format, caller, cancel);
        if (center.Json)
            center.Screen.Json(new { ok = true, rows = count, file = file.FullName });
        else
            center.Screen.Line(string.Create(CultureInfo.InvariantCulture, $"已导出 {count:N0} 行：{file.FullName}"));
        return ExitCode.Done;
    }

    // Beside the file until it is whole: a refusal or Ctrl-C leaves no half table under the name that was asked for.
    private async Task<int> WriteAsync(
        CenterAction center, FileInfo file, TableFormat format, Caller caller, CancellationToken cancel)
    {
        var part = file.FullName + ".part";
        try
        {
            var count = await Progress.RunAsync(center.Screen, "导出", "行", center.Get<TimeProvider>(), async progress =>
            {
                await using var stream = new FileStream(part, FileMode.Create, FileAccess.ReadWrite);
                return await ExportAsync(center, format, stream, caller, progress, cancel);
            });
            File.Move(part, file.FullName, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private Task<int> ExportAsync(
        CenterAction center, TableFormat format, Stream stream, Caller caller, IProgress<Done> progress, CancellationToken cancel)
    {
        var list = center.Parsed.GetValue(_list)!;
        var purpose = center.Parsed.GetValue(_reveal);
        if (list != Pupils)
            return center.Get<ExportList>().HandleAsync(Wanted(center, list, purpose), format, stream, caller, cancel);
        var wanted = new StudentExport(format, Reveal: purpose is not null, Purpose: purpose);
        return center.Get<ExportStudents>()
            .HandleAsync(wanted, stream, caller, rows => progress.Report(new Done(rows, 0)), cancel);
    }

    private ListWanted Wanted(CenterAction center, string list, string? purpose) => new(
        list, purpose is not null, purpose, BeijingTime.Start(center.Parsed.GetValue(_from)),
        BeijingTime.Start(center.Parsed.GetValue(_until)?.AddDays(1)));
}
