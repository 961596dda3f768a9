using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Codes;

/// <summary>
/// 身份证件: a type and a number in one normal form, so that equal documents are equal values. <see cref="ToString"/> is
/// masked, so that no log can leak the number.
/// </summary>
public sealed record IdentityDocument
{
    private const int LongestNumber = 20; // JY/T 1002 JCTB0201 SFZJH C20

    private IdentityDocument(string type, string number) => (Type, Number) = (type, number);

    /// <summary>The type's code, see <see cref="IdentityDocumentType"/>.</summary>
    public string Type { get; }

    /// <summary>The whole number; "" where the type allows none.</summary>
    public string Number { get; }

    /// <summary>The citizen ID of a document of type 1, and of no other.</summary>
    public CitizenId? CitizenId => Type == IdentityDocumentType.CitizenId ? Codes.CitizenId.Parse(Number) : null;

    /// <summary>The birth date that the number states, where it states one: citizen IDs and residence permits.</summary>
    public DateOnly? BirthDate =>
        StatesPerson && CodeText.TryBirthDate(Number.AsSpan(6, 8), out var date) ? date : null;

    /// <summary>The sex that the number states, as <see cref="BirthDate"/>.</summary>
    public Sex? Sex => !StatesPerson ? null : (Number[16] - '0') % 2 == 1 ? Codes.Sex.Male : Codes.Sex.Female;

    private bool StatesPerson =>
        Number.Length == Mod11Minus2.Length && IdentityDocumentType.Find(Type) is { Permit: not null };

    /// <summary>Reads type and number as people type them; brackets in the number are dropped.</summary>
    public static bool TryParse(string? type, string? number, out IdentityDocument? document, out DocumentFault fault)
    {
        document = null;
        var code = CodeText.Normalize(type, 1);
        var normal = CodeText.Normalize(number, LongestNumber);
        if (normal is not null && normal.AsSpan().ContainsAny('(', ')'))
            normal = normal.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);

        fault = IdentityDocumentType.Find(code) is { } known ? FaultOf(known, normal) : DocumentFault.UnknownType;
        if (fault == DocumentFault.None)
            document = new IdentityDocument(code!, normal!);
        return fault == DocumentFault.None;
    }

    /// <summary>A document that is known to be good, such as one the registry stored.</summary>
    /// <exception cref="FormatException">It is not; the message does not repeat the number.</exception>
    public static IdentityDocument Parse(string? type, string? number) =>
        TryParse(type, number, out var document, out var fault) ? document! : throw new FormatException(fault.Text(type));

    /// <summary>The type's name and the masked number.</summary>
    public override string ToString() => $"{IdentityDocumentType.Find(Type)?.Name} {Masking.Document(Number)}";

    private static DocumentFault FaultOf(IdentityDocumentType type, string? number)
    {
        if (number is "")
            return type.NumberRequired ? DocumentFault.NumberMissing : DocumentFault.None;
        if (number is null)
            return DocumentFault.Form;
        if (type.Permit is not null && number.Length == Mod11Minus2.Length)
            return PermitFault(type.Permit, number);
        return type.Fits(number) ? DocumentFault.None : DocumentFault.Form;
    }

    // 港澳台居民居住证 and 外国人永久居留身份证 (2023) are built like a citizen ID with a first part of their own.
    private static DocumentFault PermitFault(string start, string number)
    {
        if (!Mod11Minus2.IsWellFormed(number))
            return DocumentFault.Characters;
        if (!number.StartsWith(start, StringComparison.Ordinal))
            return DocumentFault.Form;
        if (start.Length == 0 && !ProvincePrefix.MayStartCitizenId(number.AsSpan(0, 2)))
            return DocumentFault.Division;
        if (!CodeText.TryBirthDate(number.AsSpan(6, 8), out _))
            return DocumentFault.BirthDate;
        return Mod11Minus2.IsValid(number) ? DocumentFault.None : DocumentFault.CheckDigit;
    }
}
