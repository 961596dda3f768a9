using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ManagementPlatform.Core.Reference;

/// <summary>姓名拼音: lower case, without tones; by it names are sorted and searched on every engine alike.</summary>
/// <param name="surnames">Surnames whose reading differs from their characters' usual one, and compound surnames.</param>
/// <param name="characters">The usual reading of each character.</param>
/// <param name="places">Place names with an unusual reading (成都, 重庆); only for names of places and organizations.</param>
public sealed class Pinyin(
    IReadOnlyDictionary<string, string> surnames,
    IReadOnlyDictionary<string, string> characters,
    IReadOnlyDictionary<string, string> places)
{
    /// <summary>Between the parts of a name such as 买买提·阿不都热依木.</summary>
    private const char Dot = '·';

    private const int LongestSurname = 2;

    private readonly FrozenDictionary<string, string> _surnames = surnames.ToFrozenDictionary();
    private readonly FrozenDictionary<string, string> _characters = characters.ToFrozenDictionary();
    private readonly (string Place, string Reading)[] _places =
        [.. places.Select(place => (place.Key, place.Value)).OrderByDescending(place => place.Key.Length)];

    /// <summary>
    /// A person's name: the surname, a blank, the given name (<c>ouyang nana</c>); the parts of a name with dots keep them
    /// (<c>maimaiti·abudureyimu</c>).
    /// </summary>
    public string OfName(string name)
    {
        var parts = name.Trim().Split(Dot, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != 1)
            return string.Join(Dot, parts.Select(Plain));
        var surname = Surname(parts[0]);
        var given = Plain(parts[0][surname.Length..]);
        var reading = _surnames.GetValueOrDefault(surname) ?? Plain(surname);
        return given.Length == 0 ? reading : $"{reading} {given}";
    }

    /// <summary>The name of a place or an organization, without blanks (<c>chengdushijiaoyuju</c>).</summary>
    public string OfPlace(string text)
    {
        foreach (var (place, reading) in _places)
        {
            if (text.IndexOf(place, StringComparison.Ordinal) is var at and >= 0)
                return OfPlace(text[..at]) + reading + OfPlace(text[(at + place.Length)..]);
        }

        return Plain(text);
    }

    // What has no reading stays when it is an ASCII letter or digit and is spelled as a code point when it is another letter.
    private string Plain(string text)
    {
        var reading = new StringBuilder(text.Length * 4);
        foreach (var rune in text.EnumerateRunes())
        {
            if (_characters.TryGetValue(rune.ToString(), out var syllable))
                reading.Append(syllable);
            else if (rune.IsAscii && Rune.IsLetterOrDigit(rune))
                reading.Append(Rune.ToLowerInvariant(rune));
            else if (Rune.IsLetterOrDigit(rune))
                reading.Append(CultureInfo.InvariantCulture, $"u{rune.Value:x}");
        }

        return reading.ToString();
    }

    // A compound surname needs a given name after it: 欧阳 alone is 欧 阳.
    private string Surname(string name)
    {
        for (var length = Math.Min(LongestSurname, name.Length - 1); length > 1; length--)
        {
            if (_surnames.ContainsKey(name[..length]))
                return name[..length];
        }

        return name.EnumerateRunes().FirstOrDefault() is { Value: > 0 } first ? first.ToString() : "";
    }
}
