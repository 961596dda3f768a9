namespace ManagementPlatform.Core.Codes;

/// <summary>
/// An identity document's number (身份证件号) as it is stored: checked and normalised. <see cref="ToString"/> gives nothing away, so
/// that no log, message or serializer leaks it; whoever needs it in clear says <see cref="Text"/>.
/// </summary>
public readonly record struct DocumentNumber(string Text)
{
    public override string ToString() => "******";
}
