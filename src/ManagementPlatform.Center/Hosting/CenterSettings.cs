using ManagementPlatform.Storage;

namespace ManagementPlatform.Center.Hosting;

/// <summary>
/// What a center's configuration must say before anything runs; everything has a default that works on a laptop.
/// </summary>
/// <param name="DataFolder">Files by content hash and, with SQLite, the database.</param>
/// <param name="TrustedProxies">Addresses of reverse proxies whose <c>X-Forwarded-*</c> headers count; none by default.</param>
public sealed record CenterSettings(
    string Engine, string ConnectionString, string DataFolder, IReadOnlyList<string> TrustedProxies)
{
    /// <exception cref="ArgumentException">Another engine than SQLite without a connection string.</exception>
    public static CenterSettings Of(IConfiguration configuration)
    {
        var engine = configuration["Database:Engine"] ?? "sqlite";
        var folder = Path.GetFullPath(configuration["Center:DataFolder"] ?? "data");
        var connectionString = configuration.GetConnectionString("Center");
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            connectionString = engine.Equals("sqlite", StringComparison.OrdinalIgnoreCase)
                ? $"Data Source={Path.Combine(folder, "center.db")}"
                : throw new ArgumentException($"使用数据库引擎“{engine}”时必须配置 ConnectionStrings:Center。");
        }

        return new(engine, connectionString, folder, configuration.GetSection("Center:TrustedProxies").Get<string[]>() ?? []);
    }

    public Database OpenDatabase() => Database.Of(Engine, ConnectionString);
}
