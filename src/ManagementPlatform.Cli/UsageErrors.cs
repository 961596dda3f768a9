using System.CommandLine;
using System.Text.RegularExpressions;
using ManagementPlatform.Cli.Terminal;

namespace ManagementPlatform.Cli;

/// <summary>Says in Chinese what is wrong with a command line. The library's own messages are English only.</summary>
internal static partial class UsageErrors
{
    private static readonly (Regex English, string Chinese)[] Messages =
    [
        (OptionRequired(), "缺少必需的选项 $1。"),
        (ArgumentMissingForCommand(), "命令 $1 缺少参数。"),
        (ArgumentMissingForOption(), "选项 $1 缺少值。"),
        (CommandMissing(), "请写明要执行的命令。"),
        (NotRecognised(), "无法识别 $1。"),
        (NotAmong(), "$1 不在可选值之中：$2"),
        (CannotParse(), "$2 的值 $1 无法识别。"),
        (FileMissing(), "文件不存在：$1"),
        (OneExpected(), "选项 $1 只能有一个值。"),
    ];

    public static ExitCode Tell(ParseResult parsed, Screen screen)
    {
        foreach (var message in parsed.Errors.Select(e => Chinese(e.Message)).Distinct())
            screen.Error(message);
        var names = new List<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, at.Parent is null ? "mp" : at.Command.Name);
        screen.Error($"用法见 {string.Join(' ', names)} --help");
        return ExitCode.Usage;
    }

    internal static string Chinese(string english)
    {
        foreach (var (pattern, chinese) in Messages)
        {
            if (pattern.IsMatch(english))
                return pattern.Replace(english.Trim().ReplaceLineEndings(" "), chinese);
        }

        return english;
    }

    [GeneratedRegex("^Option '(.+?)' is required\\.$", RegexOptions.None, 1000)]
    private static partial Regex OptionRequired();

    [GeneratedRegex("^Required argument missing for command: '(.+?)'\\.$", RegexOptions.None, 1000)]
    private static partial Regex ArgumentMissingForCommand();

    [GeneratedRegex("^Required argument missing for option: '(.+?)'\\.$", RegexOptions.None, 1000)]
    private static partial Regex ArgumentMissingForOption();

    [GeneratedRegex("^Required command was not provided\\.$", RegexOptions.None, 1000)]
    private static partial Regex CommandMissing();

    [GeneratedRegex("^Unrecognized command or argument '(.+?)'\\.$", RegexOptions.None, 1000)]
    private static partial Regex NotRecognised();

    [GeneratedRegex("^Argument '(.+?)' not recognized\\. Must be one of:\\s*(.+)$", RegexOptions.Singleline, 1000)]
    private static partial Regex NotAmong();

    [GeneratedRegex("^Cannot parse argument '(.*?)' for (?:option|command) '(.+?)' as expected type .*$", RegexOptions.Singleline, 1000)]
    private static partial Regex CannotParse();

    [GeneratedRegex("^(?:File|Directory|File or directory) does not exist: '(.+?)'\\.$", RegexOptions.None, 1000)]
    private static partial Regex FileMissing();

    [GeneratedRegex("^Option '(.+?)' expects a single argument but .*$", RegexOptions.None, 1000)]
    private static partial Regex OneExpected();
}
