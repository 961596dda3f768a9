using System.Data.Common;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.Center.Hosting;

/// <summary>
/// Whether the center can do its work now. Everything is tried anew each time, so that it recovers without a restart.
/// </summary>
internal sealed class Readiness(DatabaseProbe database, CenterSettings settings, ILogger<Readiness> log)
{
    private const int ProbeBytes = 64 * 1024;

    public async Task<ReadinessReport> CheckAsync(CancellationToken cancel)
    {
        ReadinessCheck[] checks = [await TryAsync("database", DatabaseAsync, cancel), await TryAsync("dataFolder", FolderAsync, cancel)];
        return new(checks.All(c => c.Ok) ? "ready" : "not_ready", checks);
    }

    private async Task<ReadinessCheck> TryAsync(
        string name, Func<CancellationToken, Task<string>> check, CancellationToken cancel)
    {
        try
        {
            return new(name, Ok: true, await check(cancel));
        }
        catch (Exception exception) when (exception is DbException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            log.LogWarning("Not ready, {Check}: {Exception}", name, SafeText.Of(exception));
            return new(name, Ok: false, name == "database" ? "数据库无法连接或无法写入。" : "数据目录无法写入，磁盘可能已满。");
        }
        catch (MigrationException exception)
        {
            return new(name, Ok: false, exception.Message);
        }
    }

    private async Task<string> DatabaseAsync(CancellationToken cancel) => await database.CheckAsync(cancel) switch
    {
        DatabaseState.Ready => "可读写。",
        DatabaseState.Busy => "正在执行大批量写入，稍有等待。",
        DatabaseState.Outdated => throw new MigrationException("数据库结构不是当前版本，请运行 mp migrate。"),
        _ => throw new MigrationException("数据中心尚未初始化，请运行 mp init。"),
    };

    private async Task<string> FolderAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(settings.DataFolder);
        var path = Path.Combine(settings.DataFolder, $".probe-{Guid.CreateVersion7():n}");
        try
        {
            await File.WriteAllBytesAsync(path, new byte[ProbeBytes], cancel);
        }
        finally
        {
            File.Delete(path);
        }

        return "可读写。";
    }
}

/// <summary>Answer of <c>/health/ready</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
public sealed record ReadinessReport(string Status, IReadOnlyList<ReadinessCheck> Checks);

public sealed record ReadinessCheck(string Name, bool Ok, string Message);
