using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Corrections;

/// <summary>
/// 关键信息 as they shall be; what is null stays as it is. A document's type and number go together: with a new type the number is
/// what stands here, also when that is nothing.
/// </summary>
/// <param name="EthnicityCode">民族 is no key field in this product and may go along.</param>
public sealed record KeyFields(
    string? Name = null, string? SexCode = null, DateOnly? BirthDate = null,
    string? DocumentType = null, string? DocumentNumber = null, string? EthnicityCode = null)
{
    public StudentForm ApplyTo(StudentForm form)
    {
        var name = PersonName.Of(Name) ?? form.Name;
        return form with
        {
            Name = name,
            NamePinyin = name == form.Name ? form.NamePinyin : null,
            SexCode = TypedText.Of(SexCode) ?? form.SexCode,
            BirthDate = BirthDate ?? form.BirthDate,
            DocumentType = TypedText.Of(DocumentType) ?? form.DocumentType,
            DocumentNumber = TypedText.Of(DocumentNumber) ?? (DocumentType is null ? form.DocumentNumber : null),
            EthnicityCode = TypedText.Of(EthnicityCode) ?? form.EthnicityCode,
        };
    }

    /// <summary>Nothing of it: it may carry a number in clear.</summary>
    public override string ToString() => nameof(KeyFields);
}
