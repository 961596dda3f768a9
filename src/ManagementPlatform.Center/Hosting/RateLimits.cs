using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Center.Api.Conventions;
using Microsoft.AspNetCore.RateLimiting;

namespace ManagementPlatform.Center.Hosting;

/// <summary>How many requests a minute; section <c>RateLimits</c> of the configuration.</summary>
public sealed record RateLimitSettings
{
    public bool Enabled { get; init; } = true;

    /// <summary>Of one account.</summary>
    public int Account { get; init; } = 3_000;

    /// <summary>From one network address; a whole school may stand behind one.</summary>
    public int Address { get; init; } = 12_000;

    /// <summary>Attempts to sign in or take a token, from one network address.</summary>
    public int SignIn { get; init; } = 30;

    /// <summary>Requests of data centers, from one network address; counted apart from those of people.</summary>
    public int Centers { get; init; } = 60_000;

    /// <summary>Questions with a case number and its code, from one network address.</summary>
    public int Progress { get; init; } = 30;
}

internal static class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Configure(RateLimiterOptions options, RateLimitSettings settings)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, (int, IPAddress)>(http => OfAddress(http, settings)),
            PartitionedRateLimiter.Create<HttpContext, long>(http => OfAccount(http, settings)));
        options.OnRejected = RejectAsync;
    }

    private static RateLimitPartition<(int, IPAddress)> OfAddress(HttpContext http, RateLimitSettings settings)
    {
        var metadata = http.GetEndpoint()?.Metadata;
        var permits = metadata?.GetMetadata<SignsIn>() is not null ? (Kind: 1, Count: settings.SignIn)
            : metadata?.GetMetadata<AsksWithCode>() is not null ? (Kind: 2, Count: settings.Progress)
            : metadata?.GetMetadata<Operation>() is { IsForCenters: true } ? (Kind: 3, Count: settings.Centers)
            : (Kind: 0, Count: settings.Address);
        var key = (permits.Kind, http.Connection.RemoteIpAddress ?? IPAddress.None);
        return RateLimitPartition.GetFixedWindowLimiter(key, _ => Window(permits.Count));
    }

    private static RateLimitPartition<long> OfAccount(HttpContext http, RateLimitSettings settings) =>
        http.RequestServices.GetRequiredService<CurrentCaller>().Account is { } account
            ? RateLimitPartition.GetFixedWindowLimiter(account.UserId, _ => Window(settings.Account))
            : RateLimitPartition.GetNoLimiter(0L);

    private static FixedWindowRateLimiterOptions Window(int permits) =>
        new() { PermitLimit = permits, Window = Minute, QueueLimit = 0 };

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds)
            .ToString("0", CultureInfo.InvariantCulture);
        await ProblemDocument.WriteAsync(
            rejected.HttpContext, ProblemDocument.Of(429, "too_many_requests", "请求过于频繁，请按 Retry-After 指明的秒数稍后重试。"));
    }
}

/// <summary>Marks the routes where passwords can be guessed.</summary>
internal sealed class SignsIn;

/// <summary>Marks the routes where a progress code can be guessed.</summary>
internal sealed class AsksWithCode;
