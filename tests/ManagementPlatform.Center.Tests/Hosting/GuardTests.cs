using System.Net;
using ManagementPlatform.Center.Tests.Conventions;
using ManagementPlatform.Core.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ManagementPlatform.Center.Tests.Hosting;

[TestClass]
public sealed class GuardTests
{
    [TestMethod]
    public async Task An_account_that_asks_too_often_has_to_wait_and_others_do_not()
    {
        await using var center = await CenterUnderTest.StartAsync(
            settings: new Dictionary<string, string?> { ["RateLimits:Account"] = "3" });
        using var client = await center.ClientAsync(Role.Registrar);
        using var other = await center.ClientAsync(Role.Registrar);
        for (var i = 0; i < 3; i++)
            Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/api/v1/me")).StatusCode);
        var answer = await client.GetAsync("/api/v1/me");
        await answer.AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.IsGreaterThan(0, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.AreEqual(HttpStatusCode.OK, (await other.GetAsync("/api/v1/me")).StatusCode);
    }

    [TestMethod]
    public async Task Guessing_passwords_is_slowed_down_by_address()
    {
        await using var center = await CenterUnderTest.StartAsync(
            settings: new Dictionary<string, string?> { ["RateLimits:SignIn"] = "2" });
        using var client = center.Anonymous();
        for (var i = 0; i < 2; i++)
            await client.PostAsync("/api/v1/sign-in", Answers.Json("""{"userName":"a","password":"b"}"""));
        await (await client.PostAsync("/api/v1/sign-in", Answers.Json("""{"userName":"a","password":"b"}""")))
            .AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
        await (await client.PostAsync("/api/v1/token", null))
            .AssertProblemAsync(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.AreEqual(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [TestMethod]
    [DataRow("/api/v1/me", "default-src 'none'")]
    [DataRow("/api/v1/nowhere", "default-src 'none'")]
    [DataRow("/docs/index.html", "default-src 'self'")]
    public async Task Every_answer_tells_browsers_to_be_careful(string path, string policy)
    {
        await using var center = await CenterUnderTest.StartAsync();
        using var client = center.Anonymous();
        var answer = await client.GetAsync(path);
        Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.AreEqual("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.AreEqual("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith(policy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.IsFalse(answer.Headers.Contains("Server"));
    }

    [TestMethod]
    public async Task Forwarded_headers_count_only_from_trusted_proxies()
    {
        const string Query = "SELECT remote_address FROM audit_event WHERE action = 'probe.staff'";
        await using var open = await CenterUnderTest.StartAsync(routes: new ProbeRoutes().Map);
        await AskAsync(open);
        Assert.AreEqual("127.0.0.1", await open.Scope.ScalarAsync<string>(Query));

        var settings = new Dictionary<string, string?> { ["Center:TrustedProxies:0"] = "127.0.0.1" };
        await using var behind = await CenterUnderTest.StartAsync(settings: settings, routes: new ProbeRoutes().Map);
        await AskAsync(behind);
        Assert.AreEqual("10.51.1.20", await behind.Scope.ScalarAsync<string>(Query));

        static async Task AskAsync(CenterUnderTest center)
        {
            using var client = await center.ClientAsync(Role.Analyst);
            client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.51.1.20");
            await client.GetAsync("/api/v1/probe/ministry");
        }
    }

    [TestMethod]
    public async Task Nothing_that_people_send_reaches_the_log()
    {
        var log = new KeptLog();
        await using var center = await CenterUnderTest.StartAsync(
            settings: new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "Information" },
            routes: new ProbeRoutes().Map,
            services: services => services.AddSingleton<ILoggerProvider>(log));
        using var client = await center.ClientAsync(Role.Registrar);
        await client.GetAsync("/api/v1/probe/things?yaer=510104201601010023");
        await client.GetAsync("/api/v1/probe/fail/510104201601010023");
        await client.GetAsync("/api/v1/probe/fail/internal");
        await client.PostAsync("/api/v1/probe/echo", Answers.Json("""{"birthDate":"510104201601010023"}"""));
        await client.PostAsync("/api/v1/sign-in", Answers.Json("""{"userName":"a","password":"510104201601010023"}"""));
        var text = string.Join('\n', log.Lines);
        Assert.Contains("GET /api/v1/probe/fail/{kind} 500", text);
        Assert.Contains("Internal error", text);
        Assert.DoesNotContain("510104201601010023", text);
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly Lock _lock = new();

        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lock)
                Lines.Add(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}
