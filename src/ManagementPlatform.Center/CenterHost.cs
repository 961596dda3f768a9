using ManagementPlatform.Center.Api;
using ManagementPlatform.Center.Api.Access;
using ManagementPlatform.Center.Api.Cases;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Center.Api.Imports;
using ManagementPlatform.Center.Api.Replication;
using ManagementPlatform.Center.Api.Students;
using ManagementPlatform.Center.Hosting;
using ManagementPlatform.Etl;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Jobs;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Admissions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Files;
using ManagementPlatform.Storage.Jobs;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.RollChecks;
using ManagementPlatform.Storage.Statistics;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Center;

/// <summary>How to make a host: what <c>mp serve</c>, the demo and the tests differ in.</summary>
public sealed record CenterHostOptions
{
    /// <summary>Command-line settings, <c>--Database:Engine=postgresql</c>.</summary>
    public string[] Args { get; init; } = [];

    /// <summary>
    /// Settings that win over files and environment: <c>Database:Engine</c>, <c>ConnectionStrings:Center</c>, <c>Urls</c> …
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Replaces or adds services, last.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>
    /// False for a command that works on the center without answering anybody: it has the services and no routes.
    /// </summary>
    public bool Serves { get; init; } = true;

    /// <summary>Adds routes below <c>/api/v1</c>, with <see cref="SecuredRoutes.MapSecured"/>.</summary>
    public Action<IEndpointRouteBuilder>? Routes { get; init; }
}

/// <summary>Makes the host of one data center: REST API, documentation, health. The database must have been migrated.</summary>
public static class CenterHost
{
    public const string DocsPath = "/docs";

    /// <exception cref="InvalidOperationException">A route was not mapped with MapSecured.</exception>
    /// <exception cref="ArgumentException">The configuration is incomplete.</exception>
    public static WebApplication Build(CenterHostOptions options)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = options.Args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        CenterLogging.Configure(builder);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.Swallowed;
        });
        AddServices(builder.Services, builder.Configuration);
        options.Services?.Invoke(builder.Services);

        var app = builder.Build();
        if (!options.Serves)
            return app;
        UsePipeline(app);
        app.MapApi();
        app.MapPlatform();
        if (options.Routes is { } routes)
            routes(app.MapGroup(ApiRoutes.BasePath));
        app.VerifyRoutes();
        return app;
    }

    // Each feature adds itself with one line.
    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        var settings = CenterSettings.Of(configuration);
        services.AddSingleton(settings);
        var database = settings.OpenDatabase();
        services.AddStorage(database);
        services.AddAccess();
        services.AddReference();
        services.AddOrganization();
        services.AddStudents();
        services.AddStudentFiles(StudentsApi.FileLimits(configuration));
        services.AddEnrollment();
        services.AddCases();
        services.AddCaseProofs();
        services.AddAdmissions();
        services.AddRollChecks();
        services.AddScoped<CaseAnswers>();
        services.AddSingleton<ProgressGuesses>();
        services.AddStatistics();
        services.AddFiles(settings.DataFolder);
        services.AddSingleton(configuration.GetSection("Exports").Get<ExportLimits>() ?? new ExportLimits());
        services.AddEtl();
        services.AddGeneration();
        services.AddJobs();
        services.AddJobRunner(Path.Combine(AppContext.BaseDirectory, "etl", "jobs"), database.Engine, settings.ConnectionString);

        services.AddApiConventions();
        services.AddContracts(configuration);
        services.AddApiAccess(configuration);
        services.AddImports();
        services.AddReplication(settings.DataFolder, configuration);
        services.AddPlatform(settings, configuration);
    }

    private static void UsePipeline(WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimitSettings>();
        if (app.Services.GetRequiredService<CenterSettings>().TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemAnswers>();
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = DocsPath.TrimStart('/');
            ui.SwaggerEndpoint(OpenApiDescription.Path, "学籍数据中心 API v1");
            ui.DocumentTitle = "学籍数据中心 API";
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseMiddleware<IdentifyCaller>();
        if (limits.Enabled)
            app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<IdentifyCenter>();
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<JsonCharset>();
        app.UseMiddleware<Idempotency>();
        app.UseMiddleware<ProblemAnswers>(); // inside, so that an answer kept for a key is the whole answer
    }
}
