using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// What the registry knows that bears on a batch of forms, read by set before the check, so that the check itself is pure and no
/// row costs a query.
/// </summary>
public sealed record RegistrationFacts
{
    public required DateOnly Today { get; init; }

    public required ReferenceSnapshot Reference { get; init; }

    /// <summary>The classes that the forms name, as far as they lie in the caller's scope.</summary>
    public required IReadOnlyDictionary<long, EntryClass> Classes { get; init; }

    /// <summary>The fields that each province asks for beside the national form, by province.</summary>
    public required ILookup<string, ProvinceField> ProvinceFields { get; init; }

    /// <summary>Who has the batch's documents already.</summary>
    public required IReadOnlyDictionary<IdentityDocument, KnownPupil> Documents { get; init; }

    /// <summary>Who has or had the student numbers that the batch brings along.</summary>
    public required IReadOnlyDictionary<StudentNumber, long> Numbers { get; init; }

    /// <summary>Pupils without a document, anywhere, of the same name, sex and birth date.</summary>
    public required ILookup<Likeness, KnownPupil> Undocumented { get; init; }

    /// <summary>
    /// Pupils with a document in the counties of the batch's undocumented ones, of the same name, sex and birth date.
    /// </summary>
    public required ILookup<Likeness, KnownPupil> Namesakes { get; init; }
}

/// <summary>The class that a pupil is to enter, as registration sees it.</summary>
/// <param name="EntryYear">The year in which its pupils entered the stage.</param>
/// <param name="Division">The county-level division where the school lies (GB/T 2260), which stands in J and L numbers.</param>
/// <param name="ProvinceCode">Whose rules and extra fields hold: 兵团 660000 for its schools.</param>
public sealed record EntryClass(
    long ClassId,
    long SchoolId,
    long CountyId,
    string ProvinceCode,
    RegionCode Division,
    Stage Stage,
    Grade Grade,
    int EntryYear,
    SchoolingSystem System,
    bool IsActive,
    bool IsSchoolActive);

/// <summary>A pupil who is in the registry already.</summary>
public sealed record KnownPupil(long StudentId, long SchoolId, long CountyId, bool OnRoll);
