using System.Globalization;
using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 学籍号, 19 characters: a letter for the kind, a division of 6, a birth date of 8 and four more. A value of this type
/// is always valid in form. <see cref="ToString"/> is masked, so that no log can leak the number.
/// </summary>
/// <remarks>docs/rules.md §2.1</remarks>
public readonly record struct StudentNumber : IComparable<StudentNumber>
{
    /// <summary>Characters in a student number.</summary>
    public const int Length = Mod11Minus2.Length + 1;

    private readonly string? _text;

    private StudentNumber(string text) => _text = text;

    /// <summary>The whole number.</summary>
    public string Text => _text ?? "";

    public StudentNumberKind Kind => (StudentNumberKind)Text[0];

    /// <summary>Six digits: of the citizen ID in a G number, of the school's location in J and L numbers.</summary>
    public string Division => Text[1..7];

    public DateOnly BirthDate => CodeText.TryBirthDate(Text.AsSpan(7, 8), out var date) ? date : default;

    /// <summary>The ID that the pupil had when the G number was issued (it may have changed since); none in J and L.</summary>
    public CitizenId? CitizenIdAtIssue => Kind == StudentNumberKind.Formal ? CitizenId.Parse(Text[1..]) : null;

    /// <summary>Reads a number as people type it: blanks around it, full-width and small letters are accepted.</summary>
    public static bool TryParse(string? text, out StudentNumber number, out StudentNumberFault fault)
    {
        var normal = CodeText.Normalize(text, Length);
        fault = FaultOf(normal);
        number = fault == StudentNumberFault.None ? new StudentNumber(normal!) : default;
        return fault == StudentNumberFault.None;
    }

    /// <summary>A number that is known to be good, such as one the registry stored.</summary>
    /// <exception cref="FormatException">It is not; the message does not repeat it.</exception>
    public static StudentNumber Parse(string? text) =>
        TryParse(text, out var number, out var fault) ? number : throw new FormatException(fault.Text());

    /// <summary>The G number of a pupil whose citizen ID has been verified.</summary>
    public static StudentNumber Formal(CitizenId id) => Sound("G" + id.Text);

    /// <summary>A J number, for a pupil without a usable ID.</summary>
    /// <param name="division">The county of the school's location (a real GB/T 2260 code).</param>
    /// <param name="sequence">1 to 999 within the division and birth date.</param>
    /// <exception cref="ArgumentException">A part is out of its range.</exception>
    public static StudentNumber WithoutId(RegionCode division, DateOnly birthDate, int sequence)
    {
        if (sequence is < 1 or > 999)
            throw new ArgumentException("A sequence number is 1 to 999.", nameof(sequence));

        var body = Body(division, birthDate) + sequence.ToString("000", CultureInfo.InvariantCulture);
        return Sound("J" + body + Mod11Minus2.CheckCharacter(body));
    }

    /// <summary>An L number. The caller draws the four digits and draws again when the number is taken.</summary>
    /// <param name="division">The county of the school's location (a real GB/T 2260 code).</param>
    /// <param name="fourDigits">0 to 9999.</param>
    /// <exception cref="ArgumentException">A part is out of its range.</exception>
    public static StudentNumber Temporary(RegionCode division, DateOnly birthDate, int fourDigits)
    {
        if (fourDigits is < 0 or > 9999)
            throw new ArgumentException("Four digits are 0 to 9999.", nameof(fourDigits));

        return Sound("L" + Body(division, birthDate) + fourDigits.ToString("0000", CultureInfo.InvariantCulture));
    }

    public int CompareTo(StudentNumber other) => string.CompareOrdinal(Text, other.Text);

    /// <summary>The masked number.</summary>
    public override string ToString() => Masking.StudentNumber(Text);

    private static string Body(RegionCode division, DateOnly birthDate) =>
        division.Text + birthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static StudentNumber Sound(string text) => FaultOf(text) == StudentNumberFault.None ? new StudentNumber(text)
        : throw new ArgumentException("The ID, the division or the birth date cannot stand in a student number.");

    private static StudentNumberFault FaultOf(string? number)
    {
        if (number is not { Length: Length })
            return StudentNumberFault.Length;
        if (number[0] is not ('G' or 'J' or 'L'))
            return StudentNumberFault.Letter;

        var body = number.AsSpan(1);
        var temporary = number[0] == 'L';
        if (!Mod11Minus2.IsWellFormed(body) || (temporary && body[^1] == 'X'))
            return StudentNumberFault.Characters;
        if (!(number[0] == 'G' ? ProvincePrefix.MayStartCitizenId(body[..2]) : ProvincePrefix.IsMainland(body[..2])))
            return StudentNumberFault.Division;
        if (!CodeText.TryBirthDate(body.Slice(6, 8), out _))
            return StudentNumberFault.BirthDate;
        return temporary || Mod11Minus2.IsValid(body) ? StudentNumberFault.None : StudentNumberFault.CheckDigit;
    }
}
