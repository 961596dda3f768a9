using System.Buffers;
using System.Globalization;

namespace ManagementPlatform.Core.Students;

/// <summary>A form that a text must have, beyond its length.</summary>
/// <param name="Rule">Completes the sentence that begins with the field's title.</param>
public sealed record TextShape(Func<string, bool> Fits, string Rule)
{
    private static readonly SearchValues<char> PhoneCharacters = SearchValues.Create("0123456789+-() ");

    public static readonly TextShape Name = new(PersonName.IsPlausible, "不能含有数字或符号（少数民族姓名间隔用“·”）。");

    /// <summary>A mobile number of the country, or digits with what separates area codes and extensions.</summary>
    public static readonly TextShape Phone = new(IsPhone, "应为11位手机号，或含区号的7位以上电话号码。");

    public static readonly TextShape PostalCode = new(text => text.Length == 6 && AllDigits(text), "应为6位数字。");

    public static readonly TextShape Email = new(IsEmail, "应形如 name@example.com。");

    public static readonly TextShape Website = new(
        text => IsPrintableAscii(text) && text.Contains('.', StringComparison.Ordinal), "应为网址。");

    /// <summary>A number that somebody else gave out: kept as it is, in an ASCII column.</summary>
    public static readonly TextShape Ascii = new(IsPrintableAscii, "只能使用半角字母、数字和符号。");

    public static readonly TextShape Pinyin = new(IsPinyin, "只能使用小写字母、空格、连字符、隔音符号和“·”。");

    /// <summary>年月, YYYYMM.</summary>
    public static readonly TextShape Month = new(IsMonth, "应为6位年月，如 202609。");

    /// <summary>有效期, JCTB0102 YXQ: <c>YYYYMMDD-YYYYMMDD</c>, the second part 长期 for documents that do not expire.</summary>
    public static readonly TextShape Period = new(
        text => ValidPeriod.TryParse(text, out _), "应为起止日期，如 20200101-20300101 或 20200101-长期。");

    public static bool AllDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsPhone(string text)
    {
        if (AllDigits(text) && text.Length == 11 && text[0] == '1')
            return text[1] is >= '3' and <= '9';
        var digits = text.Count(char.IsAsciiDigit);
        return digits is >= 7 and <= 20 && !text.AsSpan().ContainsAnyExcept(PhoneCharacters);
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && text[^1] != '.'
            && !text.Any(char.IsWhiteSpace);
    }

    private static bool IsPrintableAscii(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static bool IsPinyin(string text) => text.All(c => char.IsAsciiLetterLower(c) || c is ' ' or '-' or '\'' or '·');

    private static bool IsMonth(string text) =>
        DateOnly.TryParseExact(text, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            && month.Year is >= 1900 and < 2200;
}
