using System.CommandLine;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Replication;
using ManagementPlatform.Etl.Replication;
using ManagementPlatform.Etl.Replication.Disk;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp bundle</c>: what the replication jobs do over a line, over a disk.</summary>
internal static class BundleCommand
{
    public static Command Make(SharedOptions options, Screen screen) => new("bundle", "没有线路时用磁盘交换数据包 / bundles on a disk")
    {
        Export(options, screen), Import(options, screen), TakeReceipt(options, screen),
    };

    private static Command Export(SharedOptions options, Screen screen)
    {
        var channel = new Option<string>("--channel") { Description = "通道，发送方-接收方：51-00 / channel", Required = true, HelpName = "channel" };
        var to = new Option<string>("--to") { Description = "存放数据包的目录 / folder", Required = true, HelpName = "folder" };
        var most = new Option<int>("--most") { Description = "最多写出几个新文件 / at most so many new files", DefaultValueFactory = _ => int.MaxValue };
        var first = new Option<bool>("--first") { Description = "确认该通道从未发送过数据 / nothing was ever sent on it" };
        var command = new Command("export", "写出对方尚未确认的数据包 / write what the receiver has not acknowledged") { channel, to, most, first };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            if (!Channel.TryParse(center.Parsed.GetValue(channel), out var which))
                throw Refused.Invalid("bad_channel", "通道应写作 51-00。", "channel");
            var folder = Path.GetFullPath(center.Parsed.GetValue(to)!);
            var files = await center.Get<ExportBundles>()
                .HandleAsync(which, folder, center.Parsed.GetValue(most), center.Parsed.GetValue(first), cancel);
            Tell(center, files);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Import(SharedOptions options, Screen screen)
    {
        var files = Files("数据包文件，按批号依次接收 / bundles");
        var command = new Command("import", "接收数据包，在旁边写回执 / take bundles in and write receipts beside them") { files };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            var receipts = new List<string>();
            foreach (var (path, channel, number) in await InOrderAsync(center.Parsed.GetValue(files)!, cancel))
            {
                var receipt = await center.Get<TakeInBundle>().HandleAsync(path, channel, number: null, cancel);
                if (receipt.Outcome is not (ReceiptOutcome.Applied or ReceiptOutcome.Repeated))
                    throw Refused.Conflict(receipt.Outcome, ReceiptText.Of(receipt, number));
                receipts.Add(await center.Get<ReceiptFiles>().WriteAsync(receipt, Path.GetDirectoryName(path)!, cancel));
                if (!center.Json)
                    center.Screen.Line($"{ReceiptText.Of(receipt, number)}回执：{receipts[^1]}");
            }

            if (center.Json)
                center.Screen.Json(new { ok = true, receipts });
            return ExitCode.Done;
        });
        return command;
    }

    private static Command TakeReceipt(SharedOptions options, Screen screen)
    {
        var files = Files("对方写的回执 / receipts");
        var command = new Command("receipt", "登记对方的回执 / take in what the receiver answered") { files };
        CenterAction.Set(command, options, screen, async (center, cancel) =>
        {
            await center.DemandReadyAsync(cancel);
            foreach (var path in center.Parsed.GetValue(files)!.Order(StringComparer.Ordinal))
            {
                var receipt = await center.Get<ReceiptFiles>().TakeInAsync(path, cancel);
                if (center.Json)
                    center.Screen.Json(new { ok = true, channel = receipt.Channel.ToString(), receipt.Applied.Number });
                else
                    center.Screen.Line($"通道 {receipt.Channel}：对方已接收到第{receipt.Applied.Number}批。");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string[]> Files(string description) =>
        new("file") { Description = description, Arity = ArgumentArity.OneOrMore };

    private static async Task<IEnumerable<(string Path, Channel Channel, long Number)>> InOrderAsync(
        string[] paths, CancellationToken cancel)
    {
        var found = new List<(string Path, Channel Channel, long Number)>();
        foreach (var path in paths.Select(Path.GetFullPath))
        {
            var (channel, number) = await TakeInBundle.ClaimedAsync(path, cancel);
            found.Add((path, channel, number));
        }

        return found.OrderBy(file => file.Channel.ToString(), StringComparer.Ordinal).ThenBy(file => file.Number);
    }

    private static void Tell(CenterAction center, IReadOnlyList<ExportedBundle> files)
    {
        if (center.Json)
        {
            center.Screen.Json(new { ok = true, files });
            return;
        }

        foreach (var file in files.Where(file => file.IsNew))
            center.Screen.Line($"第{file.Number}批：{file.Path}（{file.Bytes:N0} 字节）");
        center.Screen.Line(files.Count == 0 ? "对方已接收全部数据，没有需要写出的数据包。"
            : $"新写出 {files.Count(file => file.IsNew)} 个数据包，目录中已有 {files.Count(file => !file.IsNew)} 个。");
    }
}
