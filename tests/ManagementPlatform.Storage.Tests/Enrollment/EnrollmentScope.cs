using ManagementPlatform.Core;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Enrollment;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Enrollment;

/// <summary>A school with pupils, and short words for what its people do.</summary>
internal sealed class EnrollmentScope : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private EnrollmentScope(TestScope scope, TestSchool school) => (Scope, School) = (scope, school);

    public static ChangeRequest Suspension { get; } =
        new("suspend", new DateOnly(2026, 9, 1), "10", new DateOnly(2027, 6, 30), ProofHash: "p", Explanation: "住院");

    public TestScope Scope { get; }

    public TestSchool School { get; }

    public static async Task<EnrollmentScope> CreateAsync(
        Engine engine, int schoolYear = 2026, Action<IServiceCollection>? more = null)
    {
        var scope = await TestScope.CreateAsync(engine, services =>
        {
            services.AddSingleton<IReferenceData, TestReference>().AddStudents().AddEnrollment().AddCases();
            more?.Invoke(services);
        });
        await scope.StartCenterAsync();
        return new EnrollmentScope(scope, await TestSchool.CreateAsync(scope, schoolYear));
    }

    public async Task<long> PupilAsync(string grade) => await School.AddPupilAsync(await School.AddClassAsync(grade, 1), grade);

    public Task<EnrollmentChange> SubmitAsync(long pupil, ChangeRequest request) =>
        Scope.RunAsync<SubmitChange, EnrollmentChange>(submit => submit.HandleAsync(pupil, request, School.Registrar, None));

    public Task<EnrollmentChange> DecideAsync(
        EnrollmentChange change, Caller caller, bool approve = true, string? opinion = null, string? documentNumber = null) =>
        Scope.RunAsync<DecideChange, EnrollmentChange>(decide => decide.HandleAsync(
            change.StudentId, change.ChangeId,
            new ChangeDecision(change.RowVersion, approve, opinion, documentNumber), caller, None));

    public async Task<EnrollmentChange> ApproveAllAsync(EnrollmentChange change) =>
        await DecideAsync(await DecideAsync(change, School.Leader), School.CountyOfficer);

    public Task<IReadOnlyList<ChangeListItem>> ListAsync(long scope, long? waitingFor = null) =>
        Scope.RunAsync<ChangeQueries, IReadOnlyList<ChangeListItem>>(
            queries => queries.ListAsync(scope, new ChangeFilter(null, null, waitingFor, After: 0, Limit: 10), None));

    public Task<string?> StatusAsync(long pupil) =>
        ScalarAsync<string>("SELECT status_code FROM student WHERE student_id = @pupil", new { pupil });

    public Task<T?> ScalarAsync<T>(string sql, object? parameters = null) => Scope.ScalarAsync<T>(sql, parameters);

    public async Task<string> RefusalAsync(Func<Task> act)
    {
        var refusal = await Assert.ThrowsExactlyAsync<RefusalException>(act);
        return CodeOf(refusal);
    }

    public async Task<string> OutcomeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "ok";
        }
        catch (RefusalException refusal)
        {
            return CodeOf(refusal);
        }
    }

    public ValueTask DisposeAsync() => Scope.DisposeAsync();

    private static string CodeOf(RefusalException refusal) =>
        refusal is { Code: "invalid", Problems: [var one] } ? one.Code : refusal.Code;
}
