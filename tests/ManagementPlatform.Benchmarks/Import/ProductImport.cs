using ManagementPlatform.Storage;

namespace ManagementPlatform.Benchmarks.Import;

internal static class ProductImport
{
    public const string Name = "import";

    public static Task<(long Rows, double Seconds)> RunAsync(Database database, string file, CancellationToken cancel) =>
        throw new NotSupportedException($"{database.Engine} {file} {cancel.IsCancellationRequested}");
}
