using System.CommandLine;
using ManagementPlatform.Center;
using ManagementPlatform.Cli.Terminal;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Organization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Cli;

/// <summary>
/// A command at work on a center: the same services as the host's, without its web server. Every command goes through
/// <see cref="RunAsync"/>, which turns whatever goes wrong into a message and an exit code.
/// </summary>
internal sealed class CenterAction(IServiceProvider services, ParseResult parsed, Screen screen, bool json)
{
    public ParseResult Parsed => parsed;

    public Screen Screen => screen;

    /// <summary>The answer is for a program.</summary>
    public bool Json => json;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IServiceProvider Services => services;

    /// <summary>The center acting by itself, at its root.</summary>
    public async Task<Caller> CallerAsync(CancellationToken cancel)
    {
        var center = await Get<ICurrentCenter>().GetAsync(cancel);
        return Caller.Center(center.RootOrganizationId, center.Tier);
    }

    /// <summary>The center acting inside what an organization sees; at its root when no code is given.</summary>
    /// <param name="code">Six digits of a bureau's division, or a school's 学校标识码.</param>
    /// <exception cref="RefusalException">No organization has the code.</exception>
    public async Task<Caller> CallerAsync(string? code, CancellationToken cancel)
    {
        var caller = await CallerAsync(cancel);
        if (code is null)
            return caller;
        var (organizationId, tier) = await Get<OrganizationQueries>().FindByCodeAsync(code, cancel)
            ?? throw Refused.NotFound("机构");
        return caller with { OrganizationId = organizationId, Tier = tier };
    }

    /// <exception cref="CenterNotReadyException">It was not set up, or not migrated.</exception>
    public Task DemandReadyAsync(CancellationToken cancel) => DemandReadyAsync(services, cancel);

    /// <inheritdoc cref="DemandReadyAsync(CancellationToken)"/>
    public static async Task DemandReadyAsync(IServiceProvider services, CancellationToken cancel)
    {
        var state = await services.GetRequiredService<DatabaseProbe>().CheckAsync(cancel);
        if (state == DatabaseState.Outdated)
            throw new CenterNotReadyException("数据库结构不是当前版本，请先运行 mp migrate。");
        if (state == DatabaseState.NotInitialised)
            throw new CenterNotReadyException("数据中心尚未初始化，请先运行 mp init。");
    }

    public static void Set(
        Command command, SharedOptions options, Screen screen, Func<CenterAction, CancellationToken, Task<ExitCode>> work) =>
        command.SetAction(async (parsed, cancel) => (int)await RunAsync(options, parsed, screen, work, cancel));

    private static async Task<ExitCode> RunAsync(
        SharedOptions options,
        ParseResult parsed,
        Screen screen,
        Func<CenterAction, CancellationToken, Task<ExitCode>> work,
        CancellationToken cancel)
    {
        try
        {
            var settings = new Dictionary<string, string?>(options.Settings(parsed)) { ["Logging:LogLevel:Default"] = "None" };
            await using var host = Host(settings);
            await using var scope = host.Services.CreateAsyncScope();
            return await work(new CenterAction(scope.ServiceProvider, parsed, screen, options.Json(parsed)), cancel);
        }
        catch (Exception exception)
        {
            return Failures.Tell(exception, screen, options.Json(parsed));
        }
    }

    private static WebApplication Host(IReadOnlyDictionary<string, string?> settings) =>
        CenterHost.Build(new CenterHostOptions { Settings = settings, Serves = false });
}

/// <summary>The database is there but does not hold a center that this program can work on.</summary>
internal sealed class CenterNotReadyException(string message) : Exception(message);
