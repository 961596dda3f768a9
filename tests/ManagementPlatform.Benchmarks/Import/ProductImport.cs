using System.Diagnostics;
using System.Text;
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
    private const int SayEvery = 100_000, MostRows = 2_000_000, RowsABad = 100_000;

    public static async Task<(long Rows, double Seconds)> RunAsync(Database database, string file, CancellationToken cancel)
    {
        await using var services = new ServiceCollection()
            .AddStorage(database).AddAccess().AddReference().AddOrganization().AddStudents().AddEnrollment()
                .AddCases().AddAdmissions().AddEtl()
            .BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var center = await services.GetRequiredService<ICurrentCenter>().GetAsync(cancel);
        var caller = Caller.Center(center.RootOrganizationId, center.Tier);
        var (rows, clock) = (0L, new Stopwatch());
        foreach (var part in File.ReadLines(file).Skip(MostRows + 1).Any() ? Parts(file) : [file])
        {
            await using var result = new FileStream(part + ".result.csv", FileMode.Create, FileAccess.ReadWrite);
            clock.Start();
            var report = await scope.ServiceProvider.GetRequiredService<ImportStudents>().HandleAsync(
                new ImportSource(Path.GetFileName(part), () => File.OpenRead(part)),
                new ImportOptions { Mode = ImportMode.Good, IsConfirmed = true },
                result,
                caller,
                new Said(),
                cancel);
            clock.Stop();

            // Among millions of made-up people two can have got the same number.
            if (report.State != ImportState.Stored || report.Bad * RowsABad > report.Read)
                throw new InvalidOperationException($"Not every row was stored: {report}; see {part}.result.csv");
            rows += report.Added;
        }

        return (rows, clock.Elapsed.TotalSeconds);
    }

    // The product takes so many rows a file: a larger province comes in several.
    private static IEnumerable<string> Parts(string file)
    {
        using var lines = new StreamReader(file);
        var header = lines.ReadLine();
        for (var part = 1; lines.Peek() >= 0; part++)
        {
            var name = $"{file}.{part}.csv";
            using (var rows = new StreamWriter(name, append: false, Encoding.UTF8))
            {
                rows.WriteLine(header);
                for (var row = 0; row < MostRows && lines.ReadLine() is { } line; row++)
                    rows.WriteLine(line);
            }

            yield return name;
            File.Delete(name);
        }
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
