using System.Globalization;
using System.Text;

namespace ManagementPlatform.Core.Students;

/// <summary>A person's name (姓名) in one form, so that the same name is found however it was typed.</summary>
public static class PersonName
{
    /// <summary>Between the parts of a name such as 买买提·阿不都热依木: U+00B7, as the police write it.</summary>
    public const char Dot = '·';

    private const char FirstHan = '\u3400', LastHan = '\u9FFF';
    private const string DotVariants = "•・‧∙⋅．･";
    private const string Joiners = "·-'. ";

    /// <summary>
    /// Trimmed, with the one dot of U+00B7 and without blanks between Chinese characters, which lists put into short names
    /// (张　三). Null when nothing is left.
    /// </summary>
    public static string? Of(string? text)
    {
        if (TypedText.Of(text) is not { } name || !name.AsSpan().ContainsAnyExceptInRange(FirstHan, LastHan))
            return TypedText.Of(text);
        var normal = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsWhiteSpace(name[i]))
                AppendBlank(normal, name, i);
            else
                normal.Append(DotVariants.Contains(name[i], StringComparison.Ordinal) ? Dot : name[i]);
        }

        return normal.ToString();
    }

    /// <summary>Letters of any script, the dot, and what joins the parts of a foreign name; no digits, no marks.</summary>
    public static bool IsPlausible(string name)
    {
        if (!name.AsSpan().ContainsAnyExceptInRange(FirstHan, LastHan))
            return true;
        var letters = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
                letters++;
            else if (!IsMark(rune) && !(rune.IsBmp && Joiners.Contains((char)rune.Value, StringComparison.Ordinal)))
                return false;
        }

        return letters > 0;
    }

    private static void AppendBlank(StringBuilder normal, string name, int at)
    {
        // Between Latin letters a blank belongs to the name, once.
        if (normal.Length > 0 && char.IsAsciiLetter(normal[^1]) && at + 1 < name.Length)
            normal.Append(' ');
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
