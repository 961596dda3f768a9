using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;
using ManagementPlatform.Core.Students;
using ManagementPlatform.Etl.Generation;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Reference;

namespace ManagementPlatform.Etl.Tests.Generation;

/// <summary>Made-up counties for the tests, from the shipped tables.</summary>
internal static class Generated
{
    private static readonly Lazy<(GeneratorTables Tables, CountyList Counties, ReferenceSnapshot Reference)> Shipped = new(() =>
    {
        var reference = ReferenceFiles.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
        var snapshot = new ReferenceSnapshot(reference, PinyinFiles.Shared);
        return (GeneratorTables.Load(ReferenceFiles.Folder), new CountyList(snapshot.Regions), snapshot);
    });

    public static GeneratorTables Tables => Shipped.Value.Tables;

    public static CountyList Counties => Shipped.Value.Counties;

    public static ReferenceSnapshot Reference => Shipped.Value.Reference;

    public static GenerationRequest Request(string region = "510000", params string[] counties) =>
        new() { Region = RegionCode.Parse(region), Counties = counties, SchoolYear = new SchoolYear(2026) };

    public static IReadOnlyList<CountyPlan> Plan(GenerationRequest request) => GenerationPlan.Of(request, Tables, Counties);

    public static IReadOnlyList<CountyGenerator> Of(GenerationRequest request) =>
        [.. Plan(request).Select(plan => new CountyGenerator(request, Tables, Counties, plan))];

    public static List<(GeneratedClass Class, StudentForm Form)> Pupils(GenerationRequest request) =>
        [.. Of(request).SelectMany(county => county.Classes()).SelectMany(c => c.Pupils.Select(form => (c.Class, form)))];
}
