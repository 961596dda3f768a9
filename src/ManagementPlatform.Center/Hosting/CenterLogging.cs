namespace ManagementPlatform.Center.Hosting;

/// <summary>Logs to the console: lines for people, or JSON for collectors with <c>Logging:Json=true</c>.</summary>
internal static class CenterLogging
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Configuration.GetValue("Logging:Json", defaultValue: false))
            builder.Logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));

        // The framework's own request lines carry paths and queries; RequestLog writes the one that may be kept.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // "keys are not encrypted at rest": docs/security.md
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
    }
}
