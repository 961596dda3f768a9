using System.Data.Common;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Migrations;

namespace ManagementPlatform.Cli;

/// <summary>One thing that was looked at.</summary>
/// <param name="Hint">What to do when it is not in order.</param>
internal sealed record Finding(string Name, string Title, bool Ok, string Text, string? Hint = null);

/// <summary>Looks at what a center stands on, one thing after the other; what cannot be looked at is a finding too.</summary>
internal static class Diagnosis
{
    private const int MostWaiting = 1_000;
    private const long LeastFreeBytes = 2L * 1024 * 1024 * 1024;
    private static readonly DateTimeOffset Released = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<Finding>> OfAsync(
        CenterAction center, CenterSettings settings, CancellationToken cancel)
    {
        List<Finding> findings =
        [
            new("engine", "数据库引擎", true, settings.Engine),
            Folder(settings.DataFolder),
            Disk(settings.DataFolder),
            Clock(center.Get<TimeProvider>()),
            await SchemaAsync(center, cancel),
        ];
        if (findings[^1].Ok)
        {
            findings.Add(await CenterAsync(center, cancel));
            findings.Add(await ReferenceAsync(center, cancel));
            findings.Add(await KeysAsync(center, cancel));
            findings.Add(await PendingAsync(center, cancel));
        }

        return findings;
    }

    private static async Task<Finding> SchemaAsync(CenterAction center, CancellationToken cancel)
    {
        try
        {
            return await center.Get<DatabaseProbe>().CheckAsync(cancel) switch
            {
                DatabaseState.Ready => new("database", "数据库", true, "可读写，结构为当前版本"),
                DatabaseState.Busy => new("database", "数据库", true, "正在执行大批量写入"),
                DatabaseState.Outdated => new("database", "数据库", false, "结构不是当前版本", "运行 mp migrate"),
                _ => new("database", "数据库", false, "尚未初始化", "运行 mp init --province 省代码"),
            };
        }
        catch (MigrationException exception)
        {
            return new("database", "数据库", false, exception.Message, "换用与数据库相符的程序版本");
        }
        catch (DbException exception)
        {
            return new(
                "database", "数据库", false, exception.Message.Split('\n')[0], "核对 --engine、--connection、--data；首次使用先运行 mp init");
        }
    }

    private static async Task<Finding> CenterAsync(CenterAction center, CancellationToken cancel)
    {
        var identity = await center.Get<ICurrentCenter>().GetAsync(cancel);
        return new("center", "数据中心", true, $"{identity.Name}（{identity.RegionCode}）");
    }

    private static async Task<Finding> ReferenceAsync(CenterAction center, CancellationToken cancel)
    {
        var shipped = await ReferenceFiles.ReadAsync(cancel);
        var differences = ReferenceDifference.Of(await center.Get<IReferenceStore>().ReadAsync(cancel), shipped);
        var count = Enum.GetValues<ReferencePart>().Sum(differences.Count);
        return count == 0
            ? new("reference", "参考数据", true, "与本程序所带一致")
            : new("reference", "参考数据", false, $"有 {count} 行与本程序所带不同", "再次运行 mp init 补齐");
    }

    private static async Task<Finding> KeysAsync(CenterAction center, CancellationToken cancel)
    {
        const string Title = "登录令牌密钥";
        var keys = await center.Get<DataProtectionKeys>().ReadAsync(cancel);
        try
        {
            foreach (var key in keys)
                _ = XElement.Parse(key);
        }
        catch (XmlException)
        {
            return new("keys", Title, false, "有密钥已损坏", "从备份恢复表 data_protection_key，或清空该表后重新启动（所有人须重新登录）");
        }

        return new("keys", Title, true, keys.Count == 0 ? "尚无，首次启动时生成" : $"{keys.Count} 把，各节点共用");
    }

    private static async Task<Finding> PendingAsync(CenterAction center, CancellationToken cancel)
    {
        var waiting = (await center.Get<IPendingNumbers>().TakeAsync(0, MostWaiting + 1, cancel)).Count;
        return waiting <= MostWaiting
            ? new("pending_numbers", "待核发学籍号", true, waiting == 0 ? "无" : $"{waiting} 名学生")
            : new("pending_numbers", "待核发学籍号", false, $"超过 {MostWaiting} 名学生", "查看定时任务 etl/jobs 是否在运行（mp serve 进程须在线）");
    }

    private static Finding Folder(string folder)
    {
        var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "mp");
            File.Delete(probe);
            return new("folder", "数据目录", true, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new("folder", "数据目录", false, $"{folder} 不可写", "换一个目录（--data），或给本用户写权限");
        }
    }

    private static Finding Disk(string folder)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"剩余 {free / (1024.0 * 1024 * 1024):0.0} GB");
        return new("disk", "磁盘", free >= LeastFreeBytes, text, "清理磁盘，或把数据目录移到更大的盘");
    }

    // A clock in the past would date records before the program that wrote them.
    private static Finding Clock(TimeProvider time)
    {
        var now = time.GetUtcNow();
        var text = now.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return new("clock", "系统时钟", now >= Released, text, "校准系统时间（NTP）");
    }
}
