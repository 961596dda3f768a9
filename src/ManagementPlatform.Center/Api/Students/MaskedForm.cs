using ManagementPlatform.Core.Access;
using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Center.Api.Students;

/// <summary>A form as people see it who have not said what they need the rest for; docs/rules.md §7.5.</summary>
internal static class MaskedForm
{
    public static StudentForm Of(StudentForm form) => form with
    {
        StudentNumber = null,
        BirthDate = null,
        DocumentNumber = Masked(form.DocumentNumber, Masking.Document),
        Phone = Masked(form.Phone, Masking.Phone),
        ResidenceAddress = Masked(form.ResidenceAddress, Masking.Address),
        MailingAddress = Masked(form.MailingAddress, Masking.Address),
        HomeAddress = Masked(form.HomeAddress, Masking.Address),
        Family = [.. form.Family.Select(Of)],
    };

    private static FamilyMemberForm Of(FamilyMemberForm member) => member with
    {
        DocumentNumber = Masked(member.DocumentNumber, Masking.Document),
        Phone = Masked(member.Phone, Masking.Phone),
        ResidenceAddress = Masked(member.ResidenceAddress, Masking.Address),
    };

    private static string? Masked(string? text, Func<string?, string> mask) => text is null ? null : mask(text);
}
