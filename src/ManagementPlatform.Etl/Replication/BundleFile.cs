using ManagementPlatform.Core.Replication;

namespace ManagementPlatform.Etl.Replication;

/// <summary>数据包 as a file.</summary>
public sealed record BundleFile(BatchHead Head, BundleManifest Manifest, string Path) : IBundle
{
    public DateTimeOffset? FirstHad { get; init; }
}

/// <summary>The bundle cannot be taken: damaged, cut short, forged or no bundle at all.</summary>
/// <param name="code"><c>bundle_damaged</c>, <c>bundle_forged</c>.</param>
public sealed class BundleException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}

/// <summary>
/// Where bundles lie: <c>CHANNEL/NNNNNNNNNNNN.zip</c> below the data folder, written beside and moved into place.
/// </summary>
public sealed class BundleFolder(string path)
{
    private const string Part = ".part";

    public string PlaceOf(Channel channel, long number) =>
        Path.Combine(
            path, channel.ToString(), number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture) + ".zip");

    /// <summary>A bundle that has arrived, in its place: for a sender that may have to be given back what it sent.</summary>
    public BundleFile Keep(BundleFile arrived)
    {
        var (channel, number) = (arrived.Head.Channel, arrived.Head.Number);
        var place = PlaceOf(channel, number);
        if (Path.GetFullPath(arrived.Path) == Path.GetFullPath(place))
            return arrived;
        var part = PartOf(channel, number);
        File.Copy(arrived.Path, part);
        File.Move(part, place, overwrite: true);
        return arrived with { Path = place };
    }

    /// <summary>Nothing happens when it is gone already.</summary>
    public void Delete(Channel channel, long number)
    {
        var place = PlaceOf(channel, number);
        if (File.Exists(place))
            File.Delete(place);
    }

    /// <summary>Deletes what was not whole when its process ended, and nobody goes on with.</summary>
    /// <returns>How many files there were.</returns>
    public int DeleteParts(DateTimeOffset before)
    {
        if (!Directory.Exists(path))
            return 0;
        var old = Directory.EnumerateFiles(path, "*" + Part, SearchOption.AllDirectories)
            .Where(part => File.GetLastWriteTimeUtc(part) < before.UtcDateTime).ToList();
        foreach (var part in old)
            File.Delete(part);
        return old.Count;
    }

    /// <summary>A place beside it, for what is not whole yet.</summary>
    public string PartOf(Channel channel, long number)
    {
        var place = PlaceOf(channel, number);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return $"{place}.{Path.GetRandomFileName()}{Part}";
    }
}
