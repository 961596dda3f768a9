using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Storage.Tests.Students;

/// <summary>A center with the Students feature, for tests of its stores and use cases.</summary>
internal static class StudentsTest
{
    public static readonly CancellationToken None = CancellationToken.None;

    public static async Task<TestScope> StartAsync(Engine engine, Action<IServiceCollection>? more = null)
    {
        var test = await TestScope.CreateAsync(engine, services =>
        {
            more?.Invoke(services);
            services.AddSingleton<IReferenceData, TestReference>().AddStudents();
        });
        await test.StartCenterAsync();
        return test;
    }

    public static Task<RegisteredStudent> RegisterAsync(this TestScope test, StudentForm form, Caller caller) =>
        test.RunAsync<RegisterStudent, RegisteredStudent>(register => register.HandleAsync(form, caller, None));

    public static async Task<(Student Student, IReadOnlyList<Core.Problem> Warnings)> RegisterPlainAsync(
        this TestScope test, StudentForm form, Caller caller)
    {
        var registered = await test.RegisterAsync(form, caller);
        return (registered.Student, registered.Warnings);
    }

    public static Task<long> CountAsync(this TestScope test, string table) =>
        test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}");
}
