using System.Text;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// The range of texts that begin with something, by code points: what an ordered index can seek on every engine.
/// </summary>
/// <param name="From">The first such text.</param>
/// <param name="Until">The first text after all of them.</param>
public readonly record struct NamePrefix(string From, string Until)
{
    /// <param name="text">Not empty, whole characters.</param>
    public static NamePrefix Of(string text)
    {
        var runes = text.EnumerateRunes().ToList();
        while (runes.Count > 0 && runes[^1].Value == 0x10FFFF)
            runes.RemoveAt(runes.Count - 1);
        var last = runes[^1].Value;
        runes[^1] = new Rune(last == 0xD7FF ? 0xE000 : last + 1); // over the surrogates, which are no characters
        return new NamePrefix(text, string.Concat(runes));
    }
}
