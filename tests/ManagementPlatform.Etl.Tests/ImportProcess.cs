using System.Diagnostics;
using System.Globalization;
using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Imports;
using ManagementPlatform.Etl.Organization;
using ManagementPlatform.Etl.Students;
using ManagementPlatform.Storage;
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

namespace ManagementPlatform.Etl.Tests;

/// <summary>An import in a process of its own, so that a test can kill it. It says on its output how far it is.</summary>
internal static class ImportProcess
{
    /// <param name="table">Of schools, staff, classes or conditions; null for pupils.</param>
    public static Process Start(
        Engine engine, string connectionString, string file, long organizationId, SchoolTableKind? table = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[
            "exec", typeof(ImportProcess).Assembly.Location, engine.ToString(), connectionString, file,
            organizationId.ToString(CultureInfo.InvariantCulture), table?.Name ?? ImportStudents.Table])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<int> Main(string[] args)
    {
        if (args is [Replication.ReplicationProcess.Verb, .. var rest])
            return await Replication.ReplicationProcess.RunAsync(rest);
        if (args is not [var engine, var connectionString, var file, var organization, var table])
            return 2;
        await using var services = new ServiceCollection()
            .AddStorage(Database.Of(engine, connectionString)).AddReference().AddSingleton<IReferenceData, TestReference>()
            .AddAccess().AddOrganization().AddStudents().AddEnrollment().AddCases().AddAdmissions()
                .AddEtl().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var school = long.Parse(organization, CultureInfo.InvariantCulture);
        using var result = new MemoryStream();
        var source = new ImportSource(Path.GetFileName(file), () => File.OpenRead(file));
        var caller = new Caller(7, "registrar", school, Tier.School, [Role.Registrar]);
        var report = SchoolTableKind.All.FirstOrDefault(kind => kind.Name == table) is { } other
            ? await scope.ServiceProvider.GetRequiredService<ImportTable>().HandleAsync(
                other, source, new ImportOptions(), result, caller, new Lines(), CancellationToken.None)
            : await scope.ServiceProvider.GetRequiredService<ImportStudents>().HandleAsync(
                source, new ImportOptions(), result, caller, new Lines(), CancellationToken.None);
        Console.WriteLine($"{report.State} {report.Added}");
        return 0;
    }

    private sealed class Lines : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => Console.WriteLine($"rows {value.Rows}");
    }
}
