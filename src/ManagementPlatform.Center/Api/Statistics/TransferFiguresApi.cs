using System.Globalization;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Statistics;

namespace ManagementPlatform.Center.Api.Statistics;

internal static class TransferFiguresApi
{
    private const int LongDays = 10;

    private static readonly Operation Operation = new("statistics.transfers", Permission.ViewStatistics, "跨省转学月度情况，按省")
    {
        Description = "month 为年-月（默认本月），统计该月提交的跨省转学：转入、转出的办结比例，调档超过时限的件数；"
            + $"`undecided` 为截至 asOf（当月最后一天，本月为今天）在一个环节超过 {LongDays} 个工作日仍未核办的件数，计入应核办一方所在省。不含任何个人信息。",
        Response = new TransferFiguresContract("2026-11", new(2026, 11, 22), [
            new(510_000_000_000_001, "510000", "四川省教育厅", new(1_204, 1_100, 0.9136m), new(980, 931, 0.95m), 14, 3)]),
    };

    public static void MapTransferFigures(this IEndpointRouteBuilder statistics) =>
        statistics.MapSecured(HttpMethod.Get, "/transfers", Operation, ReadAsync);

    private static async Task<TransferFiguresContract> ReadAsync(
        Caller caller, TransferFigures figures, IReferenceData reference, TimeProvider time,
        CancellationToken cancel, string? month = null)
    {
        var today = BeijingTime.Today(time);
        var first = FirstOf(month, today);
        var next = first.AddMonths(1);
        var asOf = next <= today ? next.AddDays(-1) : today;
        var longAgo = (await reference.GetAsync(cancel)).Calendar.MoreThan(LongDays, asOf);
        var flows = await figures.FlowsAsync(
            BeijingTime.Start(first)!.Value, BeijingTime.Start(next)!.Value, caller.OrganizationId, cancel);
        var undecided = (await figures.UndecidedAsync(longAgo, caller.OrganizationId, cancel))
            .ToDictionary(row => row.ProvinceId, row => row.Cases);
        var provinces = flows.SelectMany(flow => new[] { flow.FromProvinceId, flow.ToProvinceId })
            .Concat(undecided.Keys).Distinct();
        var rows = (await figures.ProvincesAsync(provinces, cancel)).Select(province => new ProvinceFigures(
            province.Id,
            province.Code,
            province.Name,
            CompletedShare.Of([.. flows.Where(flow => flow.ToProvinceId == province.Id)]),
            CompletedShare.Of([.. flows.Where(flow => flow.FromProvinceId == province.Id)]),
            undecided.GetValueOrDefault(province.Id),
            flows.Where(flow => flow.ToProvinceId == province.Id).Sum(flow => flow.LateHandOvers)));
        return new TransferFiguresContract(
            first.ToString("yyyy-MM", CultureInfo.InvariantCulture), asOf,
            [.. rows.OrderBy(row => row.ProvinceCode, StringComparer.Ordinal)]);
    }

    private static DateOnly FirstOf(string? month, DateOnly today) => month is null ? new DateOnly(today.Year, today.Month, 1)
        : DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first <= today ? first
        : throw Refused.Invalid("bad_month", "month 应为不晚于本月的年-月，如 2026-11。", "month");
}

/// <param name="AsOf">The day to which what is undecided was counted.</param>
public sealed record TransferFiguresContract(string Month, DateOnly AsOf, IReadOnlyList<ProvinceFigures> Provinces);

/// <summary>One province in a month.</summary>
/// <param name="Undecided">At one node for more than ten working days.</param>
/// <param name="LateHandOvers">Archives (调档) of pupils who come in that were or are handed over late.</param>
public sealed record ProvinceFigures(
    long ProvinceId, string? ProvinceCode, string ProvinceName, CompletedShare In,
    CompletedShare Out, long Undecided, long LateHandOvers);

/// <summary>Cases and how many of them are completed.</summary>
/// <param name="Share">办结率, 0 to 1 with four decimals; null without cases.</param>
public sealed record CompletedShare(long Cases, long Completed, decimal? Share)
{
    internal static CompletedShare Of(IReadOnlyList<TransferFlow> flows)
    {
        var (cases, completed) = (flows.Sum(flow => flow.Cases), flows.Sum(flow => flow.Completed));
        return new(cases, completed, cases == 0 ? null : Math.Round((decimal)completed / cases, 4));
    }
}
