using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;

namespace ManagementPlatform.Center.Hosting;

/// <summary>
/// Sends the runtime's own metrics (requests, connections, queues, memory) to an OpenTelemetry collector when
/// <c>Telemetry:Endpoint</c> names one. Metrics only: traces would carry paths and statements out of the center.
/// </summary>
internal sealed class Metrics(Uri endpoint) : IHostedService, IDisposable
{
    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql",
    ];

    private MeterProvider? _provider;

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Telemetry:Endpoint"] is { Length: > 0 } endpoint)
            services.AddHostedService(_ => new Metrics(new Uri(endpoint)));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Meters)
            .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (endpoint, OtlpExportProtocol.HttpProtobuf))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.ForceFlush(timeoutMilliseconds: 2000);
        return Task.CompletedTask;
    }

    public void Dispose() => _provider?.Dispose();
}
