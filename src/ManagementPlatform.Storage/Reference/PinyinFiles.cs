using System.Collections.Frozen;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Storage.Reference;

/// <summary>
/// The readings of characters, surnames and places, <c>etl/reference/pinyin*.csv</c>, carried inside the assembly: they are the
/// same in every center and stored names depend on them, so they change with the program and not with a load.
/// </summary>
public static class PinyinFiles
{
    private static readonly Lazy<Pinyin> Instance = new(
        () => new Pinyin(Read("pinyin-surnames.csv"), Read("pinyin.csv"), Read("pinyin-places.csv")));

    public static Pinyin Shared => Instance.Value;

    private static FrozenDictionary<string, string> Read(string name)
    {
        using var reader = new StreamReader(typeof(PinyinFiles).Assembly.GetManifestResourceStream("reference/" + name)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToFrozenDictionary(cells => cells[0], cells => cells[1]);
    }
}
