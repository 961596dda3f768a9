using System.Data.Common;
using System.Net.Sockets;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.Cli;

/// <summary>Turns what went wrong into a message for the operator and an exit code.</summary>
internal static class Failures
{
    public static ExitCode Tell(Exception exception, Screen screen, bool json)
    {
        var (code, name, message) = Classify(exception);
        var problems = (exception as RefusalException)?.Problems ?? [];
        if (json)
            screen.Json(new { ok = false, code = name, message, problems });
        screen.Error(message);
        foreach (var problem in problems.Where(p => p.Message != message))
            screen.Error("  · " + problem.Message);
        if (code == ExitCode.Fault && Environment.GetEnvironmentVariable("MP_DEBUG") is "1")
            screen.Error(exception.ToString());
        return code;
    }

    private static (ExitCode Code, string Name, string Message) Classify(Exception exception) => exception switch
    {
        RefusalException refusal => (ExitCode.Refused, refusal.Code, refusal.Message),
        ChannelBrokenException broken => (ExitCode.Refused, broken.Code, broken.Message),
        BundleException bundle => (ExitCode.Refused, bundle.Code, bundle.Message),
        LineDownException => (ExitCode.Unavailable, "line_down", exception.Message),
        OperationCanceledException => (ExitCode.Cancelled, "cancelled", "已取消；此前已提交的数据保留，未提交的没有写入。"),
        CenterNotReadyException or MigrationException => (ExitCode.Unavailable, "not_ready", exception.Message),
        DbException database => (ExitCode.Unavailable, "database", $"数据库不可用：{FirstLine(database)}"),
        IOException { InnerException: SocketException } => (ExitCode.Unavailable, "port", $"端口不可用：{FirstLine(exception)}"),
        IOException or UnauthorizedAccessException => (ExitCode.Unavailable, "file", $"文件或磁盘不可用：{FirstLine(exception)}"),
        ArgumentException => (ExitCode.Usage, "usage", FirstLine(exception)),
        _ => (ExitCode.Fault, "fault", $"程序故障（{exception.GetType().Name}）：{FirstLine(exception)}。设置 MP_DEBUG=1 可看到详情。"),
    };

    private static string FirstLine(Exception exception) => exception.Message.Split('\n')[0].TrimEnd('\r', '.');
}
