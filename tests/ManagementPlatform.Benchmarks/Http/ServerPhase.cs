using System.Globalization;
using System.Text.Json;
using ManagementPlatform.Benchmarks.Load;
using ManagementPlatform.Center;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Benchmarks.Http;

/// <summary>Where a running server is reached, and the credentials of a program that may read pupils.</summary>
internal sealed record ServerAddress(string Product, string Bare, string ClientId, string ClientSecret);

/// <summary>
/// The product's host and a bare endpoint over the same database in one process, until standard input closes; a line there is an
/// account that needs a token.
/// </summary>
internal static class ServerPhase
{
    public const string Name = "serve";

    /// <summary>Begins the line that answers an account's key on standard input.</summary>
    public const string TokenMark = "token";

    public static async Task<int> RunAsync(string engine, string connectionString, CancellationToken cancel)
    {
        await using var product = CenterHost.Build(new CenterHostOptions
        {
            Settings = new Dictionary<string, string?>
            {
                ["Database:Engine"] = engine,
                ["ConnectionStrings:Center"] = connectionString,
                ["Center:DataFolder"] = Directory.CreateTempSubdirectory("mp-benchmark-").FullName,
                ["Urls"] = "http://127.0.0.1:0",
                ["RateLimits:Enabled"] = "false",
            },
        });
        await using var bare = BareEndpoint.Build(engine, connectionString);
        await product.StartAsync(cancel);
        await bare.StartAsync(cancel);
        var (id, secret) = await CreateAccountAsync(product, cancel);
        Console.WriteLine(JsonSerializer.Serialize(new ServerAddress(AddressOf(product), AddressOf(bare), id, secret)));
        while (await Console.In.ReadLineAsync(cancel) is { } user)
            Console.WriteLine($"{TokenMark} {user} {TokenOf(product, long.Parse(user, CultureInfo.InvariantCulture))}");

        // The scheduler's threads outlive the method otherwise.
        await product.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task<(string Id, string Secret)> CreateAccountAsync(WebApplication product, CancellationToken cancel)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var center = await scope.ServiceProvider.GetRequiredService<ICurrentCenter>().GetAsync(cancel);
        var form = new NewUser("benchmark", "benchmark", center.RootOrganizationId, [Role.Integration], AccountKind.System);
        var (user, secret) = await scope.ServiceProvider.GetRequiredService<CreateUser>()
            .HandleAsync(form, Caller.Center(center.RootOrganizationId, center.Tier), cancel);
        return (user.UserName, secret);
    }

    private static string TokenOf(WebApplication product, long user) =>
        product.Services.GetRequiredService<Tokens>().ForPerson(user, Staffing.Stamp, mustChangePassword: false).AccessToken;

    private static string AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
}
