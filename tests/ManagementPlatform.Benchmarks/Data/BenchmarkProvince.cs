using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage;
using ManagementPlatform.Storage.Migrations;
using ManagementPlatform.Storage.Organization;
using ManagementPlatform.Storage.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace ManagementPlatform.Benchmarks.Data;

/// <summary>
/// What there is before the first pupil: a center for 四川省 with bureaus and with the schools and classes of some counties, and the
/// file of their pupils. Every county has 100,000, so that a larger province has more counties, not larger ones.
/// </summary>
internal static class BenchmarkProvince
{
    public const string Name = "prepare";
    public const string File = "students.csv";
    public const int PupilsInACounty = 100_000;

    private static readonly RegionCode Province = RegionCode.Parse("510000");
    private static readonly SchoolYear Year = SchoolYear.Of(new DateOnly(2026, 9, 1));

    /// <param name="folder">Takes <c>students.csv</c>.</param>
    /// <returns>The pupils in the file.</returns>
    public static async Task<long> PrepareAsync(Database database, int pupils, string folder, CancellationToken cancel)
    {
        await new Migrator(database, TimeProvider.System).MigrateAsync(cancel);
        await using var services = new ServiceCollection().AddStorage(database).AddReference()
            .AddOrganization().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var files = await ReferenceFiles.ReadAsync(cancel);
        await scope.ServiceProvider.GetRequiredService<InitializeCenter>()
            .HandleAsync(Province.Text, null, files, Caller.Center(0, Tier.Province), cancel);
        var reference = await services.GetRequiredService<IReferenceData>().GetAsync(cancel);

        var (tables, counties) = (GeneratorTables.Load(ReferenceFiles.Folder), new CountyList(reference.Regions));
        var request = new GenerationRequest { Region = Province, SchoolYear = Year };
        var totals = tables.Figures.Of(Province).ScaledTo(Math.Min(pupils, PupilsInACounty));
        var plans = counties.InProvince(Province).Take((int)Math.Ceiling(pupils / (double)PupilsInACounty))
            .Select(county => new CountyPlan(county, totals)).ToList();
        var schools = await SchoolLoader.OpenAsync(database, reference.Pinyin, cancel);
        foreach (var plan in plans)
            await schools.AddAsync(new CountyGenerator(request, tables, counties, plan), cancel);
        return new GeneratedFiles(request, tables, counties, reference).Write(folder, plans, null, cancel).Pupils;
    }
}
