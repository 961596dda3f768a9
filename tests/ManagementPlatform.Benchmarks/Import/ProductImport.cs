using System.Diagnostics;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Etl;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Access;
using ManagementPlatform.Storage.Admissions;
using ManagementPlatform.Storage.Cases;
using ManagementPlatform.Storage.Enrollment;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using ManagementPlatform.Storage.Students;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Benchmarks.Import;

/// <summary>The product's import, as the command line and the job run it.</summary>
internal static class ProductImport
{
    public const string Name = "import";
    private const int SayEvery = 100_000;

    public static async Task<(long Rows, double Seconds)> RunAsync(Database database, string file, CancellationToken cancel)
    {
        await using var services = new ServiceCollection()
            .AddStorage(database).AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment().AddCases().AddAdmissions().AddEtl()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var center = await services.GetRequiredService<ICurrentCenter>().GetAsync(cancel);
        var caller = Caller.Center(center.RootOrganizationId, center.Tier);
        await using var result = new FileStream(file + ".result.csv", FileMode.Create, FileAccess.ReadWrite);
        var clock = Stopwatch.StartNew();
        var report = await scope.ServiceProvider.GetRequiredService<ImportStudents>().HandleAsync(
            new ImportSource(Path.GetFileName(file), () => File.OpenRead(file)),
            new ImportOptions { IsConfirmed = true },
            result,
            caller,
            new Said(),
            cancel);
        clock.Stop();
        return report.State == ImportState.Stored && report.Added == report.Read
            ? (report.Added, clock.Elapsed.TotalSeconds)
            : throw new InvalidOperationException($"Not every row was stored: {report}; see {file}.result.csv");
    }

    private sealed class Said : IProgress<ImportProgress>
    {
        private long _next = SayEvery;

        public void Report(ImportProgress value)
        {
            if (value.Rows < _next)
                return;
            _next += SayEvery;
            Console.WriteLine($"{value.Rows} rows, {value.RowsPerSecond} rows/s");
        }
    }
}
