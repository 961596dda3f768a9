using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ManagementPlatform.Cli.Commands;
using ManagementPlatform.Cli.Terminal;

namespace ManagementPlatform.Cli;

/// <summary>The command line of the program: one command, one file.</summary>
internal static class MpCommand
{
    private const string About =
        """
        mp — 学籍数据中心运维工具 / operator's tool of a student-enrolment data center

        数据中心的位置依次取自：命令行选项、环境变量 MP_ENGINE / MP_CONNECTION / MP_DATA、appsettings.json、默认值（本机数据目录下的 SQLite）。
        退出码 / exit codes：0 完成；1 被拒绝或输入有误；2 命令行用法错误；3 数据库、磁盘或端口不可用，或尚未初始化；
        4 部分完成或等待确认；5 程序故障；130 已取消。
        """;

    public static async Task<int> RunAsync(string[] args, Screen screen)
    {
        var options = new SharedOptions();
        var root = Root(options, screen);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && !IsHelp(parsed))
            return (int)UsageErrors.Tell(parsed, screen);
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Root(SharedOptions options, Screen screen)
    {
        var root = new RootCommand(About);
        foreach (var option in options.All)
            root.Add(option);
        Command[] commands =
        [
            InitCommand.Make(options, screen),
            MigrateCommand.Make(options, screen),
            ServeCommand.Make(options, screen),
            UserCommand.Make(options, screen),
            TemplateCommand.Make(options, screen),
            ImportCommand.Make(options, screen),
            ExportCommand.Make(options, screen),
            GenerateCommand.Make(options, screen),
            PromoteCommand.Make(options, screen),
            AuditCommand.Make(options, screen),
            ReplicationCommand.Make(options, screen),
            DoctorCommand.Make(options, screen),
            BundleCommand.Make(options, screen),
            DemoCommand.Make(options, screen),
        ];
        foreach (var command in commands)
            root.Add(command);
        return root;
    }

    // "mp import --help" asks for help although the file is missing.
    private static bool IsHelp(ParseResult parsed) =>
        parsed.Action is HelpAction
            || parsed.CommandResult.Children.OfType<OptionResult>().Any(o => o.Option is HelpOption or VersionOption);
}
