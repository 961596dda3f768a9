using System.CommandLine;
using ManagementPlatform.Center;
using ManagementPlatform.Cli.Terminal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ManagementPlatform.Cli.Commands;

/// <summary><c>mp serve</c>: the center's REST API, until Ctrl-C.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static Command Make(SharedOptions options, Screen screen)
    {
        var urls = new Option<string>("--urls")
        {
            Description = "监听地址，多个以分号分隔 / addresses to listen on",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MP_URLS") ?? DefaultUrl,
            HelpName = "url",
        };
        var command = new Command("serve", "启动数据中心的 REST API / serve the REST API") { urls };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var settings = new Dictionary<string, string?>(options.Settings(parsed)) { ["Urls"] = parsed.GetValue(urls) };
                return (int)await RunAsync(settings, screen, cancel);
            }
            catch (Exception exception)
            {
                return (int)Failures.Tell(exception, screen, json: false);
            }
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(Dictionary<string, string?> settings, Screen screen, CancellationToken cancel)
    {
        await using var app = CenterHost.Build(new CenterHostOptions { Settings = settings });
        await using (var scope = app.Services.CreateAsyncScope())
            await CenterAction.DemandReadyAsync(scope.ServiceProvider, cancel);
        await app.StartAsync(cancel);
        foreach (var address in app.Urls)
            screen.Line($"数据中心已启动：{address}　接口文档：{address}{CenterHost.DocsPath}　停止：Ctrl-C");
        await app.WaitForShutdownAsync(cancel);
        return ExitCode.Done;
    }
}
