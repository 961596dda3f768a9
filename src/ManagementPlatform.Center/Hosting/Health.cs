using ManagementPlatform.Center.Api.Conventions;

namespace ManagementPlatform.Center.Hosting;

/// <summary>运行状况: for load balancers and operators.</summary>
internal static class Health
{
    private static readonly Operation Live = Operation.Open("health.live", "进程是否存活") with { Response = new { status = "live" } };

    private static readonly Operation Ready = Operation.Open("health.ready", "能否提供服务") with
    {
        Description = "数据库可读写、结构为当前版本、数据目录可写时为 200，否则为 503；故障排除后自动恢复，无需重启。",
        Response = new ReadinessReport("ready", [new("database", Ok: true, "可读写。"), new("dataFolder", Ok: true, "可读写。")]),
    };

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapSecured(HttpMethod.Get, "/live", Live, () => new LiveReport("live"));
        routes.MapSecured(HttpMethod.Get, "/ready", Ready, CheckAsync)
            .Produces<ReadinessReport>()
            .Produces<ReadinessReport>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> CheckAsync(Readiness readiness, CancellationToken cancel)
    {
        var report = await readiness.CheckAsync(cancel);
        return Results.Json(
            report, statusCode: report.Status == "ready" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

public sealed record LiveReport(string Status);
