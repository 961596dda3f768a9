namespace ManagementPlatform.Core.Codes;

/// <summary>
/// The check character of GB 11643-1999 (ISO 7064 MOD 11-2) that ends citizen IDs, G and J student numbers and permits:
/// 17 digits and one of 0–9 or X. It catches every single wrong digit and every swap of two neighbours.
/// </summary>
public static class Mod11Minus2
{
    /// <summary>The length of a number with its check character.</summary>
    public const int Length = 18;

    /// <summary>The check character of 17 digits.</summary>
    /// <exception cref="ArgumentException">There are not exactly 17 ASCII digits.</exception>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        if (digits.Length != Length - 1 || !CodeText.AllDigits(digits))
            throw new ArgumentException("A MOD 11-2 body has 17 digits.", nameof(digits));

        // The standard's weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 are the powers 2^17 … 2^1 mod 11.
        var sum = 0;
        foreach (var digit in digits)
            sum = (sum + (digit - '0')) * 2 % 11;
        var check = (12 - sum) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }

    /// <summary>17 digits and a digit or X, right or wrong.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> number) =>
        number.Length == Length && CodeText.AllDigits(number[..^1]) && (number[^1] == 'X' || char.IsAsciiDigit(number[^1]));

    /// <summary>Well formed and with the right check character.</summary>
    public static bool IsValid(ReadOnlySpan<char> number) =>
        IsWellFormed(number) && CheckCharacter(number[..^1]) == number[^1];
}
