using System.Globalization;

namespace ManagementPlatform.Core.Access;

/// <summary>
/// 脱敏: what is shown of personal data to people who see it masked. A mask keeps whole characters as people read them
/// (text elements), never half of one; what it hides it replaces by one star a character.
/// </summary>
/// <remarks>docs/rules.md §7.5</remarks>
public static class Masking
{
    // A text that is no name or number at all, say a file in a cell, must not come back as a megabyte of stars.
    private const int MostStars = 40;

    /// <summary>姓名: the first character of two (张*), the first and the last of more (张*三, 欧**锋), nothing of one.</summary>
    public static string Name(string? name) =>
        StringInfo.ParseCombiningCharacters(name ?? "").Length < 3 ? Ends(name, 1, 0) : Ends(name, 1, 1);

    /// <summary>
    /// Any identity document: 3 and 4 characters of 15 and more (510***********002X: no birth date), 2 and 2 of 8 to 14,
    /// one of 4 to 7, nothing of less.
    /// </summary>
    public static string Document(string? number) => (number?.Length ?? 0) switch
    {
        >= 15 => Ends(number, 3, 4),
        >= 8 => Ends(number, 2, 2),
        >= 4 => Ends(number, 1, 0),
        _ => Ends(number, 0, 0),
    };

    /// <summary>学籍号: the letter and, of the body, 3 and 4 characters (G510***********002X).</summary>
    public static string StudentNumber(string? number) =>
        number is { Length: Codes.StudentNumber.Length } ? Ends(number, 4, 4) : Document(number);

    /// <summary>Telephone: 3 and 4 of 11 and more (138****5678), the last 2 of 7 to 10, nothing of less.</summary>
    public static string Phone(string? number) => (number?.Length ?? 0) switch
    {
        >= 11 => Ends(number, 3, 4),
        >= 7 => Ends(number, 0, 2),
        _ => Ends(number, 0, 0),
    };

    /// <summary>Birth date: the year only (2016-**-**).</summary>
    public static string BirthDate(DateOnly? date) =>
        date is { } day ? day.Year.ToString("0000", CultureInfo.InvariantCulture) + "-**-**" : "";

    /// <summary>Address: to the county and four stars, however much follows (四川省成都市武侯区****).</summary>
    public static string Address(string? address)
    {
        var text = address.AsSpan().Trim();
        return text.IsEmpty ? "" : string.Concat(text[..AddressMask.Shown(text)], "****");
    }

    private static string Ends(string? text, int first, int last)
    {
        var starts = StringInfo.ParseCombiningCharacters(text ?? "");
        var hidden = starts.Length - first - last;
        if (hidden <= 0)
            return Stars(starts.Length);

        var tail = last == 0 ? text!.Length : starts[^last];
        return text![..starts[first]] + Stars(hidden) + text[tail..];
    }

    private static string Stars(int count) => new('*', Math.Min(count, MostStars));
}
