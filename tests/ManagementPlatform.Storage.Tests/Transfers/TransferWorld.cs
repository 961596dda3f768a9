using Dapper;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Cases;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Core.Transfers;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Tests.Enrollment;
using ManagementPlatform.TestSupport;

namespace ManagementPlatform.Storage.Tests.Transfers;

/// <summary>
/// Two schools of two counties with their people, and a pupil at the first; what each of them can do to a transfer.
/// </summary>
internal sealed class TransferWorld : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private TransferWorld(EnrollmentScope test) => Test = test;

    public EnrollmentScope Test { get; }

    public required long Pupil { get; init; }

    public required LookUpKeys Keys { get; init; }

    /// <summary>Of the receiving school; the second is one class further.</summary>
    public required IReadOnlyList<long> Classes { get; init; }

    public static long OtherCounty => TestSchool.County + 2;

    public static Caller Receiver { get; } = TestSchool.Person(11, TestSchool.OtherSchool, Tier.School, Role.Registrar);

    /// <summary>Everybody who has to do with it, and one who has not.</summary>
    public static IReadOnlyList<Caller> People { get; } =
    [
        Receiver,
        TestSchool.Person(12, TestSchool.OtherSchool, Tier.School, Role.Leader),
        TestSchool.Person(13, OtherCounty, Tier.County, Role.Registrar),
        TestSchool.Person(14, TestSchool.Id, Tier.School, Role.Registrar),
        TestSchool.Person(15, TestSchool.Id, Tier.School, Role.Leader),
        TestSchool.Person(16, TestSchool.County, Tier.County, Role.Registrar),
        TestSchool.Person(17, TestSchool.City, Tier.City, Role.Leader),
    ];

    public static async Task<TransferWorld> CreateAsync(Engine engine)
    {
        var test = await EnrollmentScope.CreateAsync(engine);
        var pupil = await test.PupilAsync("24");
        var number = await test.ScalarAsync<string>("SELECT student_number FROM student");
        await test.ScalarAsync<int>(
            "INSERT INTO student_number (number, student_id) VALUES (@number, @pupil)", new { number, pupil });
        test.Scope.Time.Now = new DateTimeOffset(2026, 9, 7, 1, 0, 0, TimeSpan.Zero);
        return new TransferWorld(test)
        {
            Pupil = pupil,
            Keys = new LookUpKeys("李思远", number),
            Classes = [await test.School.AddClassAsync("24", 1, school: TestSchool.OtherSchool), await test.School.AddClassAsync("25", 1, school: TestSchool.OtherSchool)],
        };
    }

    public Task<SubmittedCase> RequestAsync(bool handsOver, long? classId, Caller caller) => Test.Scope.RunAsync<RequestTransfer, SubmittedCase>(
        use => use.HandleAsync(new TransferRequest(Keys, "24", "02", classId, HandsOverBlockers: handsOver), caller, None));

    public Task<CaseProgress> DecideAsync(long caseId, CaseAnswer answer, Caller caller) =>
        Test.Scope.RunAsync<DecideCase, CaseProgress>(use => use.HandleAsync(caseId, answer, caller, None));

    public Task<CaseProgress> WithdrawAsync(long caseId, int version, Caller caller) =>
        Test.Scope.RunAsync<WithdrawCase, CaseProgress>(use => use.HandleAsync(caseId, version, caller, None));

    public Task<CaseProgress> ResubmitAsync(long caseId, int version, Caller caller) =>
        Test.Scope.RunAsync<ResubmitCase, CaseProgress>(
            use => use.HandleAsync(caseId, new Completion(version, "已补正"), caller, None));

    public Task<CaseProgress> RecheckAsync(long caseId, int version, Caller caller) =>
        Test.Scope.RunAsync<RecheckCase, CaseProgress>(use => use.HandleAsync(caseId, version, caller, None));

    /// <summary>All cases there are, as their rows say.</summary>
    public Task<IReadOnlyList<CaseState>> CasesAsync() => Test.Scope.RunAsync<ICaseStore, IReadOnlyList<CaseState>>(async store =>
    {
        var states = new List<CaseState>();
        foreach (var id in await IdsAsync())
        {
            var file = (await store.FindAsync(id, TestCenterScope, None))!;
            var (steps, decisions, open) = await store.StandingAsync(file, None);
            states.Add(new CaseState(file, steps, decisions, open));
        }

        return states;
    });

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private static long TestCenterScope => TestSchool.Province;

    private async Task<IReadOnlyList<long>> IdsAsync()
    {
        await using var connection = await Test.Scope.Database.OpenAsync(None);
        return [.. await connection.QueryAsync<long>("SELECT case_id FROM case_file ORDER BY case_id")];
    }
}

/// <summary>A case and where it waits.</summary>
internal sealed record CaseState(
    CaseFile File, IReadOnlyList<CaseStep> Steps, IReadOnlyList<CaseDecision> Decisions, OpenCase? Open)
{
    public CaseProgress Progress => CaseProgress.Of(File, Steps, Decisions);
}
