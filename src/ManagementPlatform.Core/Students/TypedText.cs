namespace ManagementPlatform.Core.Students;

/// <summary>Text as people type it and spreadsheets hold it.</summary>
public static class TypedText
{
    private const char FirstSurrogate = '\uD800', LastSurrogate = '\uDFFF';

    /// <summary>Without blanks around it; null when nothing is left.</summary>
    public static string? Of(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>
    /// Every engine can store it and people can read it: no control characters (PostgreSQL knows no NUL) and no half of a
    /// surrogate pair.
    /// </summary>
    public static bool IsClean(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyInRange('\0', '\u001F') || text.ContainsAnyInRange('\u007F', '\u009F'))
            return false;
        return !text.ContainsAnyInRange(FirstSurrogate, LastSurrogate) || HasWholePairs(text);
    }

    private static bool HasWholePairs(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}
