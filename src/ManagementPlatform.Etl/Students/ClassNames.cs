using System.Globalization;
using System.Text;
using ManagementPlatform.Core.Codes;
using ManagementPlatform.Storage.Students;

namespace ManagementPlatform.Etl.Students;

/// <summary>
/// The ways in which lists write a class: 一年级1班, 小学一年级 (01)班, 2026级1班, 七年级三班, or its code. All are folded to one form
/// before they are compared.
/// </summary>
internal static class ClassNames
{
    private const string Numerals = "零一二三四五六七八九";

    /// <summary>Blanks, brackets and the width of characters make no difference.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (char.IsWhiteSpace(c) || c is '(' or ')' or '（' or '）' or '-' or '_')
                continue;
            folded.Append(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - '\uFF01' + '!') : c);
        }

        return folded.ToString();
    }

    /// <summary>What the grade of a class is called, folded: 21, 小学一年级, 一年级, 2026级, and 七年级, 初一 or 高一 where it applies.</summary>
    public static IEnumerable<string> OfGrade(ClassOfSchool row)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{row.EntryYear}级");
        yield return string.Create(CultureInfo.InvariantCulture, $"{row.EntryYear}");
        if (!Grade.TryParse(row.Grade, out var grade))
            yield break;
        yield return grade.Code;
        yield return grade.Name;
        yield return grade.Name[grade.Stage.ShortName().Length..];
        if (grade.Stage == Stage.Junior)
        {
            yield return $"{Numerals[grade.Year + 6]}年级"; // 七 八 九, counted from primary school
            yield return $"初{Numerals[grade.Year]}";
        }
        else if (grade.Stage == Stage.Senior)
        {
            yield return $"高{Numerals[grade.Year]}";
        }
    }

    /// <summary>What a class is called inside its grade, folded: its name, 1, 01, 1班, 01班, 一班.</summary>
    public static IEnumerable<string> OfClass(ClassOfSchool row)
    {
        yield return Fold(row.Name);
        foreach (var number in (string[])[
            row.ClassNumber.ToString(CultureInfo.InvariantCulture),
            row.ClassNumber.ToString("00", CultureInfo.InvariantCulture),
            Chinese(row.ClassNumber)])
        {
            yield return number;
            yield return number + "班";
        }
    }

    private static string Chinese(int number) => number switch
    {
        < 10 => Numerals[number].ToString(),
        10 => "十",
        < 20 => "十" + Numerals[number - 10],
        _ when number % 10 == 0 => Numerals[number / 10] + "十",
        _ => Numerals[number / 10] + "十" + Numerals[number % 10],
    };
}
