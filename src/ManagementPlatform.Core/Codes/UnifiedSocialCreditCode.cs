namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 统一社会信用代码 (GB 32100-2015), 18 characters: registering authority and kind, six-digit division, nine characters for the
/// body (an organization code), check character. Public institutions begin 12, private non-enterprise units 52.
/// </summary>
public readonly record struct UnifiedSocialCreditCode
{
    /// <summary>What to tell the person who typed something else.</summary>
    public const string FormText = "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），且校验码正确";

    private const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private readonly string? _text;

    private UnifiedSocialCreditCode(string text) => _text = text;

    public string Text => _text ?? "";

    /// <summary>The division (GB/T 2260) of the registering authority.</summary>
    public string Division => Text[2..8];

    public static bool TryParse(string? text, out UnifiedSocialCreditCode code)
    {
        code = default;
        var normal = CodeText.Normalize(text, Length);
        if (normal is not { Length: Length } || !CodeText.AllDigits(normal.AsSpan(2, 6)))
            return false;
        if (CheckCharacter(normal.AsSpan(0, Length - 1)) != normal[^1])
            return false;

        code = new UnifiedSocialCreditCode(normal);
        return true;
    }

    public override string ToString() => Text;

    // GB 32100: C = 31 − (Σ mod 31), 0 for 31, written in the same alphabet.
    private static char? CheckCharacter(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            var value = Alphabet.IndexOf(body[i], StringComparison.Ordinal);
            if (value < 0)
                return null;
            sum += Weights[i] * value;
        }

        return Alphabet[(31 - sum % 31) % 31];
    }
}
