using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Reference;

namespace ManagementPlatform.Cli.Commands;

/// <summary>
/// <c>mp generate</c>: makes a province, or some counties of it, of any size; into CSV files or straight into the center.
/// </summary>
internal sealed class GenerateCommand
{
    private readonly Option<string> _province = new("--province")
    { Description = "省级行政区划代码，00 为全国 / province code, 00 for the nation", Required = true, HelpName = "code" };

    private readonly Option<string[]> _counties = new("--county")
    { Description = "只生成这些县（区），6 位代码 / only these counties", HelpName = "code", AllowMultipleArgumentsPerToken = true };

    private readonly Option<long?> _pupils = new("--pupils")
    { Description = "学生总数，按官方学段比例分配；不填为 2024 年官方规模 / pupils of all stages", HelpName = "n" };

    private readonly Option<long?> _primary = new("--primary") { Description = "小学生数 / primary pupils", HelpName = "n" };
    private readonly Option<long?> _junior = new("--junior") { Description = "初中生数 / junior pupils", HelpName = "n" };
    private readonly Option<long?> _senior = new("--senior") { Description = "高中生数 / senior pupils", HelpName = "n" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "种子，相同种子得到相同字节 / seed", DefaultValueFactory = _ => 1, HelpName = "n" };
    private readonly Option<int?> _year = new("--year") { Description = "学年起始年 / first year of the school year", HelpName = "yyyy" };
    private readonly Option<bool> _load = new("--load") { Description = "直接装入数据中心，不写文件 / load into the center instead" };
    private readonly Option<string?> _out = new("--out") { Description = "写入该文件夹的 CSV / folder for CSV files", HelpName = "folder" };

    public static Command Make(SharedOptions options, Screen screen)
    {
        var made = new GenerateCommand();
        var command = new Command("generate", "生成仿真的省或县：学校、班级、教职工、学生 / make up a province or counties")
        { made._province, made._counties, made._pupils, made._primary, made._junior, made._senior, made._seed, made._year, made._out, made._load };
        CenterAction.Set(command, options, screen, made.RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(CenterAction center, CancellationToken cancel)
    {
        var request = Request(center.Parsed, center.Get<TimeProvider>());
        var reference = new ReferenceSnapshot(await ReferenceFiles.ReadAsync(cancel), PinyinFiles.Shared);
        var tables = GeneratorTables.Load(ReferenceFiles.Folder);
        var counties = new CountyList(reference.Regions);
        var plans = GenerationPlan.Of(request, tables, counties);
        var total = plans.Sum(p => p.Totals.All);
        var start = Stopwatch.GetTimestamp();
        var (count, where) = center.Parsed.GetValue(_load)
            ? (await LoadAsync(center, request, tables, plans, cancel), "数据中心")
            : await WriteAsync(center, new GeneratedFiles(request, tables, counties, reference), plans, total, cancel);
        Tell(center, count, where, Stopwatch.GetElapsedTime(start));
        return ExitCode.Done;
    }

    /// <summary>Loads the plans into the center, with a bar.</summary>
    internal static async Task<GeneratedCount> LoadAsync(
        CenterAction center, GenerationRequest request, GeneratorTables tables,
        IReadOnlyList<CountyPlan> plans, CancellationToken cancel)
    {
        await center.DemandReadyAsync(cancel);
        var total = plans.Sum(p => p.Totals.All);
        return await Progress.RunAsync(center.Screen, "装入", "人", center.Get<TimeProvider>(), progress =>
            center.Get<CenterLoad>().AddAsync(request, tables, plans, new Rows(progress, total), cancel));
    }

    private async Task<(GeneratedCount Count, string Where)> WriteAsync(
        CenterAction center, GeneratedFiles files, IReadOnlyList<CountyPlan> plans, long total, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(center.Parsed.GetValue(_out) ?? "generated");
        var count = await Progress.RunAsync(center.Screen, "生成", "人", center.Get<TimeProvider>(), progress =>
            Task.Run(() => files.Write(folder, plans, new Rows(progress, total), cancel), cancel));
        return (count, folder);
    }

    private GenerationRequest Request(ParseResult parsed, TimeProvider time)
    {
        if (!RegionCode.TryParse(parsed.GetValue(_province)!.PadRight(6, '0'), out var region))
            throw Refused.Invalid("unknown_region", "省代码无效；请填省级行政区划代码，如 51 或 510000（全国 00，兵团 66）。", "province");
        long?[] stages = [parsed.GetValue(_primary), parsed.GetValue(_junior), parsed.GetValue(_senior)];
        var year = parsed.GetValue(_year);
        return new GenerationRequest
        {
            Region = region,
            Counties = parsed.GetValue(_counties) ?? [],
            Pupils = parsed.GetValue(_pupils),
            Totals = stages.Any(s => s is not null) ? new StageTotals(stages[0] ?? 0, stages[1] ?? 0, stages[2] ?? 0) : null,
            Seed = parsed.GetValue(_seed),
            SchoolYear = year is { } y ? new SchoolYear(y) : SchoolYear.Of(BeijingTime.Today(time)),
        };
    }

    private static void Tell(CenterAction center, GeneratedCount count, string where, TimeSpan elapsed)
    {
        if (center.Json)
            center.Screen.Json(new { ok = true, count.Counties, count.Schools, count.Classes, count.Staff, count.Pupils, where, elapsed.TotalSeconds });
        else
            center.Screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"已生成 {count.Counties:N0} 个县（区）、{count.Schools:N0} 所学校、{count.Classes:N0} 个班、{count.Staff:N0} 名教职工、{count.Pupils:N0} 名学生，用时 {elapsed.TotalSeconds:0.0} 秒：{where}"));
    }

    private sealed class Rows(IProgress<Done> inner, long total) : IProgress<long>
    {
        public void Report(long value) => inner.Report(new Done(value, total));
    }
}
