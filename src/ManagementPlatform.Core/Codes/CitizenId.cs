using System.Globalization;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 公民身份号码 (GB 11643-1999): division 6, birth date 8, sequence 3, check character. A value of this type is always
/// valid in form; whether its division ever existed and its day is not in the future is for the register, which has
/// the data and a clock. <see cref="ToString"/> is masked, so that no log can leak the number.
/// </summary>
public readonly record struct CitizenId : IComparable<CitizenId>
{
    private readonly string? _text;

    private CitizenId(string text) => _text = text;

    /// <summary>The whole number, 18 characters, X in upper case.</summary>
    public string Text => _text ?? "";

    /// <summary>The six-digit division (GB/T 2260) of the first registration; it may have been abolished since.</summary>
    public string Division => Text[..6];

    public DateOnly BirthDate => CodeText.TryBirthDate(Text.AsSpan(6, 8), out var date) ? date : default;

    // GB 11643: the sequence is odd for males and even for females.
    public Sex Sex => (Text[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>Reads a number as people type it: blanks around it, full-width digits and a small x are accepted.</summary>
    public static bool TryParse(string? text, out CitizenId id, out CitizenIdFault fault)
    {
        var number = CodeText.Normalize(text, Mod11Minus2.Length);
        fault = FaultOf(number);
        id = fault == CitizenIdFault.None ? new CitizenId(number!) : default;
        return fault == CitizenIdFault.None;
    }

    /// <summary>A number that is known to be good, such as one the registry stored.</summary>
    /// <exception cref="FormatException">It is not; the message does not repeat it.</exception>
    public static CitizenId Parse(string? text) =>
        TryParse(text, out var id, out var fault) ? id : throw new FormatException(fault.Text());

    /// <summary>Puts a number together from its parts and adds the check character.</summary>
    /// <param name="division">Six digits that begin with a province.</param>
    /// <param name="sequence">1 to 999; odd for males.</param>
    /// <exception cref="ArgumentException">A part is out of its range.</exception>
    public static CitizenId Create(string division, DateOnly birthDate, int sequence)
    {
        if (sequence is < 1 or > 999)
            throw new ArgumentException("A sequence number is 1 to 999.", nameof(sequence));

        var body = string.Create(CultureInfo.InvariantCulture, $"{division}{birthDate:yyyyMMdd}{sequence:000}");
        var text = body + Mod11Minus2.CheckCharacter(body);
        return FaultOf(text) == CitizenIdFault.None ? new CitizenId(text)
            : throw new ArgumentException("The division or the birth date cannot stand in a citizen ID.", nameof(division));
    }

    public int CompareTo(CitizenId other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>The masked number.</summary>
    public override string ToString() => Masking.Document(Text);

    private static CitizenIdFault FaultOf(string? number)
    {
        if (number is not { Length: Mod11Minus2.Length })
            return CitizenIdFault.Length;
        if (!Mod11Minus2.IsWellFormed(number))
            return CitizenIdFault.Characters;
        if (!ProvincePrefix.MayStartCitizenId(number.AsSpan(0, 2)))
            return CitizenIdFault.Division;
        if (!CodeText.TryBirthDate(number.AsSpan(6, 8), out _))
            return CitizenIdFault.BirthDate;
        return Mod11Minus2.IsValid(number) ? CitizenIdFault.None : CitizenIdFault.CheckDigit;
    }
}
