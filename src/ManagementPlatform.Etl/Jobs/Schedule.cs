using System.Text.Json;

namespace ManagementPlatform.Etl.Jobs;

/// <summary>One file of <c>etl/jobs</c>: which work, how often.</summary>
/// <param name="Work">Name of an <see cref="Core.Jobs.IScheduledWork"/>.</param>
/// <param name="Every">An interval, <c>00:00:05</c>; or null when <paramref name="Cron"/> says it.</param>
/// <param name="Cron">A Quartz cron expression in Beijing time, <c>0 30 3 * * ?</c>.</param>
/// <param name="Enabled">False keeps the file and stops the work.</param>
public sealed record Schedule(string Work, string Description, TimeSpan? Every = null, string? Cron = null, bool Enabled = true)
{
    /// <summary>A zone of our own: machines without time zone data have no other.</summary>
    internal static readonly TimeZoneInfo Beijing = TimeZoneInfo.CreateCustomTimeZone(
        "Beijing", TimeSpan.FromHours(8), "Beijing", "Beijing");

    static Schedule() => Quartz.TimeZones.AddResolver(id => id == Beijing.Id ? Beijing : null);

    /// <summary>The schedules beside the program.</summary>
    /// <exception cref="InvalidDataException">A file that says neither or both of interval and cron, or is no JSON.</exception>
    public static IReadOnlyList<Schedule> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read).Where(s => s.Enabled)];

    private static Schedule Read(string file)
    {
        try
        {
            var schedule = JsonSerializer.Deserialize<Schedule>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
            return schedule.Every is null == schedule.Cron is null
                ? throw new InvalidDataException($"{Path.GetFileName(file)}：every 与 cron 须填其一。")
                : schedule;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Path.GetFileName(file)} 不是有效的作业计划：{exception.Message}", exception);
        }
    }
}

/// <summary>What this center does by the clock.</summary>
public sealed record Schedules(IReadOnlyList<Schedule> All);
