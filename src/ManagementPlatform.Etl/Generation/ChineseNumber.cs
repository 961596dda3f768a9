namespace ManagementPlatform.Etl.Generation;

/// <summary>一百二十三, as school names spell numbers.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    /// <param name="number">1 to 9,999.</param>
    public static string Of(int number)
    {
        var text = "";
        foreach (var (unit, name) in new[] { (1000, "千"), (100, "百"), (10, "十"), (1, "") })
        {
            var digit = number / unit % 10;
            if (digit > 0)
                text += Digits[digit] + name;
            else if (text.Length > 0 && !text.EndsWith('零') && number % unit > 0)
                text += '零';
        }

        return text.StartsWith("一十", StringComparison.Ordinal) ? text[1..] : text;
    }
}
