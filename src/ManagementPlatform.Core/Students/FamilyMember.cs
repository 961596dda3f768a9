using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>
/// A member of the pupil's family (家庭成员), JY/T 1002 JCTB0207. Workplace and job are optional on purpose: a center collects no
/// more of the parents than the business needs (个人信息保护法 Art. 6).
/// </summary>
public sealed record FamilyMember
{
    public required long StudentId { get; init; }

    /// <summary>1 and 2 on the national form; more may follow.</summary>
    public required int MemberNumber { get; init; }

    public required string Name { get; init; }

    /// <summary>GB/T 4761.</summary>
    public required string RelationCode { get; init; }

    public string? RelationNote { get; init; }
    public required bool IsGuardian { get; init; }
    public required string Phone { get; init; }
    public string? EthnicityCode { get; init; }
    public string? Workplace { get; init; }
    public string? JobTitle { get; init; }
    public string? ResidenceAddress { get; init; }
    public string? HouseholdPlaceCode { get; init; }
    public string? DocumentType { get; init; }
    public DocumentNumber? DocumentNumber { get; init; }
}
