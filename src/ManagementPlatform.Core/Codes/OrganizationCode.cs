namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 组织机构代码 (GB 11714), in use until 2015 and since then a part of the <see cref="UnifiedSocialCreditCode"/>: eight digits
/// or letters, a hyphen, a check character.
/// </summary>
public readonly record struct OrganizationCode
{
    /// <summary>What to tell the person who typed something else.</summary>
    public const string FormText = "组织机构代码应为 8 位数字或大写字母、连字符和 1 位校验码，且校验码正确";

    private const int BodyLength = 8;

    private static ReadOnlySpan<byte> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _text;

    private OrganizationCode(string text) => _text = text;

    /// <summary>Ten characters, with the hyphen.</summary>
    public string Text => _text ?? "";

    /// <summary>Reads a code with or without its hyphen.</summary>
    public static bool TryParse(string? text, out OrganizationCode code)
    {
        code = default;
        var normal = CodeText.Normalize(text, BodyLength + 2);
        if (normal is { Length: BodyLength + 2 } && normal[BodyLength] == '-')
            normal = normal.Remove(BodyLength, 1);
        if (normal is not { Length: BodyLength + 1 } || CheckCharacter(normal.AsSpan(0, BodyLength)) != normal[^1])
            return false;

        code = new OrganizationCode(normal.Insert(BodyLength, "-"));
        return true;
    }

    public override string ToString() => Text;

    // GB 11714: letters count 10 (A) to 35 (Z); C = 11 − (Σ mod 11), written X for 10 and 0 for 11.
    private static char? CheckCharacter(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (!char.IsAsciiDigit(body[i]) && !char.IsAsciiLetterUpper(body[i]))
                return null;
            sum += Weights[i] * (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10);
        }

        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
