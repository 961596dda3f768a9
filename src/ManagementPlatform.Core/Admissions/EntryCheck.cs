using ManagementPlatform.Core.Students;

namespace ManagementPlatform.Core.Admissions;

/// <summary>
/// Whether class and age, entry month and admission method go together: the same rules as for a pupil who is registered anew.
/// </summary>
internal static class EntryCheck
{
    // What is wrong with the rest of an old form does not keep the pupil out of school.
    private static readonly HashSet<string> Touched = ["classId", "birthDate", "entryMonth", "admissionMethodCode", "seatNumber"];

    public static IEnumerable<Problem> Of(StudentForm after, RegistrationFacts facts) =>
        RegistrationCheck.CheckForm(new Candidate(after), facts)
            .Errors.Where(problem => problem.Field is { } field && Touched.Contains(field));
}
