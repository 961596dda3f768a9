using ManagementPlatform.Core.Reference;
using ManagementPlatform.Etl.Reference;
using ManagementPlatform.Storage.Reference;

namespace ManagementPlatform.Etl.Tests;

/// <summary>The shipped reference data, without a database.</summary>
internal static class Snapshot
{
    private static readonly Lazy<Task<ReferenceSnapshot>> Shipped = new(async () =>
        new ReferenceSnapshot(await ReferenceFiles.ReadAsync(CancellationToken.None), PinyinFiles.Shared));

    public static Task<ReferenceSnapshot> GetAsync() => Shipped.Value;
}
