using System.Net.Http.Json;
using System.Text.Json;
using ManagementPlatform.Center.Api.Conventions;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Jobs;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Center.Tests.Transfers;

/// <summary>
/// Two schools of two counties of 成都 with all their people, a pupil of grade 4 at the first and classes at the second, over HTTP
/// under a clock that the test moves.
/// </summary>
internal sealed class TransferTown : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Unlimited = new() { ["RateLimits:Enabled"] = "false" };

    private readonly Dictionary<(long Organization, Role Role), HttpClient> _people = [];

    private TransferTown(CenterUnderTest center, TestSchool school, MovableTime time) =>
        (Center, School, Time) = (center, school, time);

    public CenterUnderTest Center { get; }

    public TestSchool School { get; }

    /// <summary>Starts on Monday 2026-09-07.</summary>
    public MovableTime Time { get; }

    public static long From => TestSchool.Id;

    public static long To => TestSchool.OtherSchool;

    public static long FromCounty => TestSchool.County;

    public static long ToCounty => TestSchool.County + 2;

    public required long FromClass { get; init; }

    public required long ToClass { get; init; }

    public required long Pupil { get; init; }

    public required LookUpKeys Keys { get; init; }

    public static async Task<TransferTown> CreateAsync(Engine engine, string grade = "24")
    {
        var time = new MovableTime(new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero));
        var center = await CenterUnderTest.StartAsync(engine, Unlimited, services: services => services
            .AddSingleton<IReferenceData, TestReference>().AddSingleton<TimeProvider>(time));
        var school = await TestSchool.CreateAsync(center.Scope);
        var fromClass = await school.AddClassAsync(grade, 1);
        var (pupil, keys) = await AddPupilAsync(center, school, fromClass, grade);
        return new TransferTown(center, school, time)
        {
            FromClass = fromClass,
            ToClass = await school.AddClassAsync(grade, 1, school: To),
            Pupil = pupil,
            Keys = keys,
        };
    }

    /// <summary>Lets a pupil of <see cref="TestSchool"/> be found by his number.</summary>
    public Task<string> RegisterNumberAsync(long pupil) => RegisterNumberAsync(Center, pupil);

    /// <summary>One more pupil of the first class.</summary>
    public async Task<LookUpKeys> AddPupilAsync()
    {
        var pupil = await School.AddPupilAsync(FromClass, "24");
        return new LookUpKeys(Keys.Name, await RegisterNumberAsync(pupil));
    }

    /// <summary>Somebody of an organization; the same person each time.</summary>
    public async Task<HttpClient> PersonAsync(Role role, long organization)
    {
        if (!_people.TryGetValue((organization, role), out var client))
            _people.Add((organization, role), client = await Center.ClientAsync(role, organization));
        return client;
    }

    /// <summary>Whoever acts next is somebody else: those of a school that has closed are signed out for good.</summary>
    public void ForgetPeople()
    {
        foreach (var person in _people.Values)
            person.Dispose();
        _people.Clear();
    }

    /// <summary>Sends a request as somebody and reads the answer, whatever it is.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(
        Role role, long organization, HttpMethod method, string path, object? body = null, int? version = null) =>
        await SendAsync(await PersonAsync(role, organization), method, path, body, version);

    /// <inheritdoc cref="SendAsync(Role, long, HttpMethod, string, object?, int?)"/>
    public static async Task<(int Status, JsonElement Body)> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body = null, int? version = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: ApiJson.Options);
        if (version is { } seen)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>The receiving school asks for the pupil.</summary>
    /// <returns>The case, or the problem.</returns>
    public async Task<(int Status, JsonElement Body)> RequestAsync(object? request = null, long by = 0) => await SendAsync(
        Role.Registrar, by == 0 ? To : by, HttpMethod.Post, "/transfers",
        request ?? new { keys = Keys, toGrade = "24", reasonCode = "02" });

    /// <summary>The same, when nothing can stand in the way.</summary>
    public async Task<long> SubmitAsync(object? request = null, long by = 0)
    {
        var (status, submitted) = await RequestAsync(request, by);
        Assert.AreEqual(201, status, submitted.ToString());
        return submitted.GetProperty("case").GetProperty("caseId").GetInt64();
    }

    /// <summary>Somebody approves, and the case comes to the next node.</summary>
    public async Task MovesAsync(long caseId, Role role, long organization, string state, long? classId = null)
    {
        var (status, now) = await DecideAsync(caseId, role, organization, classId: classId);
        Assert.AreEqual(200, status, now.ToString());
        Assert.AreEqual(state, now.GetProperty("stateName").GetString(), now.ToString());
    }

    /// <summary>The case as a party sees it.</summary>
    public async Task<JsonElement> CaseAsync(long caseId, long organization) =>
        (await SendAsync(Role.Registrar, organization, HttpMethod.Get, $"/cases/{caseId}")).Body;

    /// <summary>A failed check is looked at again.</summary>
    public async Task<(int Status, JsonElement Body)> RecheckAsync(long caseId, long organization) => await SendAsync(
        Role.Registrar, organization, HttpMethod.Post, $"/cases/{caseId}/check",
        version: (await CaseAsync(caseId, organization)).GetProperty("version").GetInt32());

    /// <summary>From the first decision to the place in a class.</summary>
    public async Task UntilPlacementAsync(long caseId)
    {
        await MovesAsync(caseId, Role.Leader, To, "待转入主管部门核办");
        await MovesAsync(caseId, Role.Registrar, ToCounty, "待转出学校核办");
        await MovesAsync(caseId, Role.Leader, From, "待转出主管部门核办");
        await MovesAsync(caseId, Role.Registrar, FromCounty, "待调档");
    }

    /// <summary>What the center's other doors do, by its own use case.</summary>
    public async Task UseAsync<TUse>(Func<TUse, Task> act)
        where TUse : notnull
    {
        await using var scope = Center.App.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<TUse>());
    }

    public Task SetPupilAsync(string assignment) =>
        Center.Scope.ScalarAsync<int>($"UPDATE student SET {assignment} WHERE student_id = @pupil", new { pupil = Pupil });

    /// <summary>How many rows there are: <c>student WHERE …</c>.</summary>
    public Task<int> CountAsync(string rows, object? values = null) =>
        Center.Scope.ScalarAsync<int>($"SELECT COUNT(*) FROM {rows}", values);

    /// <summary>A school registers a pupil; he has a proof of hash <c>p</c>.</summary>
    public async Task<long> RegisterAsync(long school, StudentForm form)
    {
        var (status, body) = await SendAsync(Role.Registrar, school, HttpMethod.Post, "/students", form);
        Assert.AreEqual(201, status, body.ToString());
        var pupil = body.GetProperty("student").GetProperty("studentId").GetInt64();
        await School.AddProofAsync(pupil);
        return pupil;
    }

    /// <summary>Runs the job that keeps deadlines, at the town's time.</summary>
    public async Task KeepDeadlinesAsync()
    {
        await using var scope = Center.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IScheduledWork>().Single(work => work.Name == "keep_deadlines")
            .RunAsync(CancellationToken.None);
    }

    /// <summary>Somebody decides the case as it stands now.</summary>
    public async Task<(int Status, JsonElement Body)> DecideAsync(
        long caseId, Role role, long organization, string verdict = "approve", string? opinion = null,
        long? classId = null, string? choice = null)
    {
        var (_, now) = await SendAsync(role, organization, HttpMethod.Get, $"/cases/{caseId}");
        var version = now.TryGetProperty("version", out var seen) ? seen.GetInt32() : 1;
        return await SendAsync(
            role, organization, HttpMethod.Post, $"/cases/{caseId}/decision", new { verdict, opinion, classId, choice }, version);
    }

    private static async Task<(long Pupil, LookUpKeys Keys)> AddPupilAsync(
        CenterUnderTest center, TestSchool school, long classId, string grade)
    {
        var pupil = await school.AddPupilAsync(classId, grade);
        return (pupil, new LookUpKeys("李思远", await RegisterNumberAsync(center, pupil)));
    }

    private static async Task<string> RegisterNumberAsync(CenterUnderTest center, long pupil)
    {
        var number = await center.Scope.ScalarAsync<string>(
            "SELECT student_number FROM student WHERE student_id = @pupil", new { pupil });
        await center.Scope.ScalarAsync<int>(
            "INSERT INTO student_number (number, student_id) VALUES (@number, @pupil)", new { number, pupil });
        return number!;
    }

    public async ValueTask DisposeAsync()
    {
        ForgetPeople();
        await Center.DisposeAsync();
    }
}
