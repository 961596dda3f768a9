using System.Globalization;
using ManagementPlatform.Benchmarks.Frame;
using ManagementPlatform.Benchmarks.Import;

namespace ManagementPlatform.Benchmarks.Data;

/// <summary>A center with schools, and the same with its pupils imported.</summary>
internal static class FilledCenter
{
    public const string Schools = "schools", Pupils = "imported";

    /// <returns>What the import took.</returns>
    public static async Task<Measured> MakeAsync(BenchmarkStore store, int pupils)
    {
        Console.WriteLine($"{store.Engine}: {pupils} pupils");
        await store.CreateAsync(Schools);
        await Phase.MeasureAsync(
            BenchmarkProvince.Name, store.Engine.ToString(), store.ConnectionString(Schools),
            pupils.ToString(CultureInfo.InvariantCulture), store.Folder);
        await store.CopyAsync(Schools, Pupils);
        var file = Path.Combine(store.Folder, BenchmarkProvince.File);
        return await Phase.MeasureAsync(ProductImport.Name, store.Engine.ToString(), store.ConnectionString(Pupils), file);
    }

    public static async Task DropAsync(BenchmarkStore store)
    {
        await store.DropAsync(Schools);
        await store.DropAsync(Pupils);
    }
}
