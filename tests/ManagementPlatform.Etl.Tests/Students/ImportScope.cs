using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Exports;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Etl.Tables;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Admissions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Engines;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Students;
using ManagementPlatform.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Etl.Tests.Students;

/// <summary>A center with one school of one class (小学一年级1班), ready to take class lists in.</summary>
internal sealed class ImportScope : IAsyncDisposable
{
    private ImportScope(TestScope test, SchoolWithPeople school) => (Test, School) = (test, school);

    public TestScope Test { get; }

    public SchoolWithPeople School { get; }

    /// <summary>The result file of the last import.</summary>
    public List<TableRow> Result { get; private set; } = [];

    public static async Task<ImportScope> StartAsync(Engine engine, ExportLimits? limits = null)
    {
        var test = await TestScope.CreateAsync(
            engine,
            services => services
                .AddReference().AddSingleton<IReferenceData, TestReference>().AddSingleton(limits ?? new ExportLimits())
                .AddAccess().AddOrganization().AddStudents().AddEnrollment().AddCases().AddAdmissions().AddEtl());
        await test.StartCenterAsync();
        var school = await test.SchoolAsync(1);
        await test.ClassAsync(school);
        return new ImportScope(test, school);
    }

    public Task<ImportReport> ImportAsync(ClassList list, ImportOptions? options = null, Caller? caller = null) =>
        ImportAsync(list.Csv(), options, caller);

    public async Task<ImportReport> ImportAsync(
        byte[] file, ImportOptions? options = null, Caller? caller = null,
        IProgress<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        using var result = new MemoryStream();
        var report = await Test.RunAsync<ImportStudents, ImportReport>(import => import.HandleAsync(
            new ImportSource("class-list.csv", () => new MemoryStream(file)), options ?? new ImportOptions(), result,
            caller ?? School.Registrar, progress, cancel));
        using var table = TableReader.Open(new MemoryStream(result.ToArray()));
        Result = [.. table.Rows()];
        return report;
    }

    public Task<long> CountAsync(string table) => Test.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}");

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
