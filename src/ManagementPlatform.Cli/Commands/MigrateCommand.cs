using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp migrate</c>: brings the schema to the program's version.</summary>
internal static class MigrateCommand
{
    public static Command Make(SharedOptions options, Screen screen)
    {
        var command = new Command("migrate", "升级数据库结构到本程序的版本 / bring the schema to this version");
        CenterAction.Set(command, options, screen, RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CenterAction center, CancellationToken cancel)
    {
        var applied = await new Migrator(center.Get<Database>(), center.Get<TimeProvider>()).MigrateAsync(cancel);
        if (center.Json)
            center.Screen.Json(new { ok = true, applied = applied.Select(m => m.Name) });
        else
            center.Screen.Line(Text(applied));
        return ExitCode.Done;
    }

    internal static string Text(IReadOnlyList<Migration> applied) =>
        applied.Count == 0 ? "数据库结构已是当前版本。" : $"已应用迁移：{string.Join("、", applied.Select(m => m.Name))}。";
}
