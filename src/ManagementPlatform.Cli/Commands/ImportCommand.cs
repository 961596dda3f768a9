using System.CommandLine;
using System.Globalization;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp import TABLE FILE</c>: takes a CSV or Excel table in, and repeats the bad rows with their reasons in a result file.
/// </summary>
internal sealed class ImportCommand
{
    private readonly Argument<FileInfo> _file = new("file") { Description = "CSV 或 Excel 文件 / the table" };

    private readonly Option<ImportMode> _mode = new("--mode") { Description = "all：有错则全不导入；good：只导入正确的行 / all or good rows" };
    private readonly Option<string?> _mapping = new("--mapping") { Description = "表头映射方案，见 etl/mappings / mapping profile" };
    private readonly Option<string?> _organization = new("--organization")
        { Description = "以该机构的身份导入：6 位行政区划或 10 位学校标识码 / import for this organization" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "只检查，不导入 / store nothing" };
    private readonly Option<bool> _complete = new("--complete") { Description = "文件是学校全部在籍学生，列出有籍无人者 / the whole roll" };
    private readonly Option<bool> _confirm = new("--confirm") { Description = "确认更改超过比例的学生或教职工 / go beyond the share of changes" };
    private readonly Option<string?> _school = new("--school") { Description = "未填学校标识码的行的学校 / school of the rows that name none" };
    private readonly Option<FileInfo?> _result = new("--result") { Description = "错误行写入此文件，默认 FILE.errors.csv / bad rows" };

    // Null for pupils, who have an import of their own.
    private readonly ImportKind? _table;

    private ImportCommand(ImportKind? table) => _table = table;

    public static Command Make(SharedOptions options, Screen screen)
    {
        var command = new Command("import", "从 CSV 或 Excel 导入 / take tables in");
        var students = new ImportCommand(table: null);
        command.Add(students.Make("students", "导入学生 / pupils", options, screen, students._complete));
        foreach (var table in ImportKind.All)
            command.Add(new ImportCommand(table).Make(table.Name, $"导入{table.Title} / {table.Name}", options, screen));
        return command;
    }

    private Command Make(string name, string description, SharedOptions options, Screen screen, params ReadOnlySpan<Option> more)
    {
        var command = new Command(name, description) { _file, _mode, _mapping, _dryRun, _confirm, _result, _school, _organization };
        foreach (var option in more)
            command.Add(option);
        CenterAction.Set(command, options, screen, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CenterAction center, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var file = center.Parsed.GetValue(_file)!;
        if (!file.Exists)
            throw Refused.Invalid("no_file", $"文件不存在：{file.FullName}", "file");
        var result = center.Parsed.GetValue(_result) ?? new FileInfo(file.FullName + ".errors.csv");
        var report = await ImportAsync(center, file, result, cancel);
        if (report.Bad == 0 && report.Missing == 0)
            result.Delete();
        if (center.Json)
            center.Screen.Json(report);
        else
            ImportSummary.Tell(center.Screen, report, result);
        return CodeOf(report);
    }

    private async Task<ImportReport> ImportAsync(CenterAction center, FileInfo file, FileInfo result, CancellationToken cancel)
    {
        var options = new ImportOptions
        {
            Mode = center.Parsed.GetValue(_mode),
            IsDryRun = center.Parsed.GetValue(_dryRun),
            IsComplete = _table is null && center.Parsed.GetValue(_complete),
            IsConfirmed = center.Parsed.GetValue(_confirm),
            Mapping = center.Parsed.GetValue(_mapping),
            School = center.Parsed.GetValue(_school),
        };
        var caller = await center.CallerAsync(center.Parsed.GetValue(_organization), cancel);
        await using var bad = new FileStream(result.FullName, FileMode.Create, FileAccess.ReadWrite);
        return await Progress.RunAsync(center.Screen, "导入", "行", center.Get<TimeProvider>(), progress => Task.Run(
            () =>
                ImportAsync(center, new ImportSource(file.Name, file.OpenRead), options, bad, caller, new Rows(progress), cancel),
            cancel));
    }

    private Task<ImportReport> ImportAsync(
        CenterAction center, ImportSource source, ImportOptions options, Stream bad, Caller caller,
        Rows progress, CancellationToken cancel) =>
        _table is null
            ? center.Get<ImportStudents>().HandleAsync(source, options, bad, caller, progress, cancel)
            : center.Get<ImportTable>().HandleAsync(_table, source, options, bad, caller, progress, cancel);

    private static ExitCode CodeOf(ImportReport report) => report.State switch
    {
        ImportState.Refused => ExitCode.Refused,
        ImportState.Asking => ExitCode.Partial,
        _ => report.Bad > 0 ? ExitCode.Partial : ExitCode.Done,
    };

    // The reader knows its share of the file, not the number of rows.
    private sealed class Rows(IProgress<Done> inner) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            inner.Report(new Done(value.Rows, value.Share > 0 ? (long)(value.Rows / value.Share) : 0));
    }
}

/// <summary>An import's outcome in words.</summary>
internal static class ImportSummary
{
    private const int ProblemsShown = 20;

    /// <param name="shown">At most so many problems; all bad rows are in the result file.</param>
    public static void Tell(Screen screen, ImportReport report, FileInfo result, int shown = ProblemsShown)
    {
        screen.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{Outcome(report.State)}读入 {report.Read:N0} 行：新建 {report.Added:N0}，更新 {report.Updated:N0}，未变 {report.Unchanged:N0}，有误 {report.Bad:N0}，提示 {report.Warned:N0}；{report.Seconds:0.0} 秒，每秒 {report.RowsPerSecond:N0} 行。"));
        foreach (var problem in report.Problems.Take(shown))
            screen.Line($"  第 {problem.Line} 行{(problem.Column is null ? "" : $"［{problem.Column}］")}{(problem.IsWarning ? "（提示）" : "")}{problem.Message}");
        if (report.Problems.Count > shown)
            screen.Line("  ……");
        foreach (var share in report.Shares)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  {share.SchoolName}：原有 {share.OnRoll} 人，将更改 {share.Changed} 人，文件中缺 {share.Missing} 人。"));
        if (report.State == ImportState.Asking)
            screen.Line("更改的人员超过规定比例，未导入；确认无误后加 --confirm 重新导入。");
        if (result.Exists)
            screen.Line($"错误行及原因：{result.FullName}");
    }

    private static string Outcome(ImportState state) => state switch
    {
        ImportState.Stored => "已导入。",
        ImportState.Checked => "检查完毕，未导入。",
        ImportState.Refused => "有错误，全部未导入。",
        _ => "待确认，未导入。",
    };
}
