using System.CommandLine;
using ManagementPlatform.Center.Hosting;
using Microsoft.Extensions.Configuration;

namespace ManagementPlatform.Cli;

/// <summary>Which center a command works on, and how it answers. The same options on every command.</summary>
internal sealed class SharedOptions
{
    private const string EngineKey = "Database:Engine", ConnectionKey = "ConnectionStrings:Center", FolderKey = "Center:DataFolder";

    private readonly Option<string?> _engine = new("--engine")
    {
        Description = "数据库引擎：sqlite、sqlserver、postgresql / database engine",
        Recursive = true,
        HelpName = "engine",
    };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "数据库连接串 / connection string",
        Recursive = true,
        HelpName = "string",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "数据目录：上传的文件，以及 SQLite 数据库 / data folder",
        Recursive = true,
        HelpName = "folder",
    };

    private readonly Option<bool> _json = new("--json") { Description = "以 JSON 输出结果 / answer as JSON", Recursive = true };

    public SharedOptions() => _engine.AcceptOnlyFromAmong("sqlite", "sqlserver", "postgresql");

    public IEnumerable<Option> All => [_engine, _connection, _data, _json];

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>
    /// The settings that the command line and the MP_ variables give; everything else the host finds by itself.
    /// </summary>
    /// <param name="defaultFolder">
    /// A folder of its own below the default data folder, for a command that must not meet the real center.
    /// </param>
    public IReadOnlyDictionary<string, string?> Settings(ParseResult parsed, string defaultFolder = "")
    {
        var settings = new Dictionary<string, string?>();
        void Put(string key, string? given, string variable)
        {
            if ((given ?? Environment.GetEnvironmentVariable(variable)) is { Length: > 0 } value)
                settings[key] = value;
        }

        Put(EngineKey, parsed.GetValue(_engine), "MP_ENGINE");
        Put(ConnectionKey, parsed.GetValue(_connection), "MP_CONNECTION");
        Put(FolderKey, parsed.GetValue(_data), "MP_DATA");
        if (!settings.ContainsKey(FolderKey) && Configured(settings)[FolderKey] is null)
            settings[FolderKey] = Path.Combine(DefaultFolder(), defaultFolder);
        return settings;
    }

    /// <exception cref="ArgumentException">The settings do not name a database.</exception>
    public CenterSettings Center(ParseResult parsed) => CenterSettings.Of(Configured(Settings(parsed)));

    public static IConfigurationRoot Configured(IReadOnlyDictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddInMemoryCollection(settings)
        .Build();

    // A home folder is not there for every service account.
    private static string DefaultFolder()
    {
        var local = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0 ? Path.Combine(local, "management-platform") : Path.GetFullPath("data");
    }
}
