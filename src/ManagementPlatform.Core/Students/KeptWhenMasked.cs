using ManagementPlatform.Core.Access;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// A program reads a pupil masked, changes one field and sends the whole back. What comes back as the mask of what is stored
/// means: as it was. Otherwise stars would overwrite numbers.
/// </summary>
public static class KeptWhenMasked
{
    public static StudentForm Apply(StudentForm before, StudentForm after) => after with
    {
        StudentNumber = Kept(before.StudentNumber, after.StudentNumber, Masking.StudentNumber),
        DocumentNumber = Kept(before.DocumentNumber, after.DocumentNumber, Masking.Document),
        Phone = Kept(before.Phone, after.Phone, Masking.Phone),
        ResidenceAddress = Kept(before.ResidenceAddress, after.ResidenceAddress, Masking.Address),
        MailingAddress = Kept(before.MailingAddress, after.MailingAddress, Masking.Address),
        HomeAddress = Kept(before.HomeAddress, after.HomeAddress, Masking.Address),
        Family = [.. after.Family.Select((member, i) => i < before.Family.Count ? Apply(before.Family[i], member) : member)],
    };

    private static FamilyMemberForm Apply(FamilyMemberForm before, FamilyMemberForm after) => after with
    {
        DocumentNumber = Kept(before.DocumentNumber, after.DocumentNumber, Masking.Document),
        Phone = Kept(before.Phone, after.Phone, Masking.Phone),
        ResidenceAddress = Kept(before.ResidenceAddress, after.ResidenceAddress, Masking.Address),
    };

    private static string? Kept(string? before, string? after, Func<string?, string> mask) =>
        after is not null && after.Contains('*', StringComparison.Ordinal) && after == mask(before) ? before : after;
}
