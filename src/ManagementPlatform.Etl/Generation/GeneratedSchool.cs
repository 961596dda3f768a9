using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Etl.Generation;

/// <summary>A school that was made up, with everything of it but the pupils, who are made when they are asked for.</summary>
public sealed class GeneratedSchool
{
    public required County County { get; init; }
    public required SchoolCode Code { get; init; }
    public required string Name { get; init; }
    public required string TypeCode { get; init; }
    public required string OrganizerCode { get; init; }
    public required Area Area { get; init; }
    public required string UrbanRuralCode { get; init; }
    public required string Address { get; init; }
    public required string PostalCode { get; init; }
    public required string Phone { get; init; }
    public required DateOnly FoundedOn { get; init; }
    public required SchoolingSystem System { get; init; }
    public IReadOnlyList<GeneratedClass> Classes { get; internal set; } = [];
    public IReadOnlyList<GeneratedStaff> Staff { get; internal set; } = [];
    public IReadOnlyList<GeneratedSubUnit> SubUnits { get; internal set; } = [];

    /// <summary>办学条件 of the school year.</summary>
    public SchoolConditionForm Condition { get; internal set; } = new();

    public string PrincipalName => Staff[0].Name;

    /// <summary>Run, and supervised, by the city's education bureau.</summary>
    public bool IsOfCity => OrganizerCode == "821";

    public int Pupils => Classes.Sum(c => c.Size);
}

/// <summary>教学点 of a school.</summary>
public sealed record GeneratedSubUnit(string Name, string TypeCode, string Address);

/// <summary>A class, by how many pupils it will have.</summary>
/// <param name="subUnit">The teaching point it is taught at; null at the school itself.</param>
/// <param name="number">Within school, stage and entry year.</param>
public sealed class GeneratedClass(
    GeneratedSchool school, GeneratedSubUnit? subUnit, Grade grade, int entryYear, int number, string typeCode, int size)
{
    public GeneratedSchool School => school;

    public GeneratedSubUnit? SubUnit => subUnit;

    public Grade Grade => grade;

    public int EntryYear => entryYear;

    public int Number => number;

    public string TypeCode => typeCode;

    public int Size => size;

    public GeneratedStaff? HeadTeacher { get; internal set; }
}

/// <summary>教职工, the basic set of JY/T 1002 JCJG.</summary>
public sealed record GeneratedStaff
{
    public required string StaffNumber { get; init; }
    public required string Name { get; init; }
    public required Sex Sex { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required string BirthPlaceCode { get; init; }
    public required string CitizenId { get; init; }
    public required string EthnicityCode { get; init; }
    public required string PoliticalStatusCode { get; init; }
    public required string EducationLevelCode { get; init; }
    public required string PostCode { get; init; }
    public required string EstablishmentCode { get; init; }
    public string? Subject { get; init; }
    public required DateOnly JoinedOn { get; init; }
    public required string Phone { get; init; }
}
