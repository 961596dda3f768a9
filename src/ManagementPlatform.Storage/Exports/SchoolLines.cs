using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization.Conditions;

namespace ManagementPlatform.Storage.Exports;

/// <summary>A line of one of the tables of schools, classes, staff or conditions, as it goes out and comes in again.</summary>
public interface ISchoolLine
{
    /// <summary>学校标识码.</summary>
    string? Code { get; set; }

    /// <summary>0 for a school that is not in the registry.</summary>
    long SchoolId { get; set; }

    int RowVersion { get; }

    /// <summary>What no two lines of one table have in common; null while a part of it is missing.</summary>
    string? Key { get; }
}

/// <summary>学校.</summary>
public sealed record SchoolLine : ISchoolLine
{
    public string? Code { get; set; }
    public long SchoolId { get; set; }
    public int RowVersion { get; init; }
    public string? Name { get; init; }
    public string? Status { get; init; }
    public string? TypeCode { get; init; }
    public string? OrganizerCode { get; init; }

    /// <summary>Code of the county-level bureau above.</summary>
    public string? County { get; init; }

    /// <summary>Code of the 学籍主管部门.</summary>
    public string? Supervising { get; init; }

    public string? LocationCode { get; init; }
    public string? UrbanRuralCode { get; init; }
    public string? SchoolingSystem { get; init; }
    public int? SchoolYear { get; init; }
    public string? Address { get; init; }
    public string? PostalCode { get; init; }
    public string? Phone { get; init; }
    public DateOnly? FoundedOn { get; init; }
    public string? PrincipalName { get; init; }

    /// <summary>教学点 and 附设班 in one text; see the column.</summary>
    public string? SubUnits { get; init; }

    public string? CreditCode { get; init; }
    public string? LegalRepresentative { get; init; }
    public string? EnglishName { get; init; }
    public string? Fax { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public string? OwnerCode { get; init; }
    public string? EthnicAttributeCode { get; init; }
    public string? LanguageCode { get; init; }

    public string? Key => Code;
}

/// <summary>班级.</summary>
public sealed record ClassLine : ISchoolLine
{
    public string? Code { get; set; }
    public long SchoolId { get; set; }
    public long ClassId { get; init; }
    public int RowVersion { get; init; }
    public int? Stage { get; init; }
    public int? EntryYear { get; init; }
    public string? Grade { get; init; }
    public int? ClassNumber { get; init; }
    public string? Name { get; init; }
    public string? TypeCode { get; init; }
    public string? SchoolingSystem { get; init; }

    /// <summary>Name of the teaching point or attached class.</summary>
    public string? SubUnit { get; init; }

    /// <summary>班主任's 工号.</summary>
    public string? HeadTeacher { get; init; }

    public DateOnly? FormedOn { get; init; }
    public string? Status { get; init; }

    public string? Key =>
        Stage is null || EntryYear is null || ClassNumber is null ? null : $"{Code}/{Stage}/{EntryYear}/{ClassNumber}";
}

/// <summary>教职工.</summary>
public sealed record StaffLine : ISchoolLine
{
    public string? Code { get; set; }
    public long SchoolId { get; set; }
    public long StaffId { get; init; }
    public int RowVersion { get; init; }
    public string? StaffNumber { get; init; }
    public string? Name { get; init; }
    public string? SexCode { get; init; }
    public DateOnly? BirthDate { get; init; }
    public string? DocumentType { get; init; }
    public DocumentNumber? DocumentNumber { get; init; }
    public string? EthnicityCode { get; init; }
    public string? NationalityCode { get; init; }
    public string? BirthPlaceCode { get; init; }
    public string? PoliticalStatusCode { get; init; }
    public string? EducationLevelCode { get; init; }
    public string? PostCode { get; init; }
    public string? EstablishmentCode { get; init; }
    public string? Subject { get; init; }
    public DateOnly? WorkStartedOn { get; init; }
    public DateOnly? JoinedOn { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }

    public string? Key => StaffNumber is null ? null : $"{Code}/{StaffNumber}";
}

/// <summary>办学条件 of a year.</summary>
public sealed record ConditionLine : SchoolConditionForm, ISchoolLine
{
    public ConditionLine()
    {
    }

    public ConditionLine(SchoolConditionForm form)
        : base(form)
    {
    }

    public string? Code { get; set; }
    public long SchoolId { get; set; }
    public int RowVersion { get; init; }
    public int? Year { get; init; }

    public string? Key => Year is null ? null : $"{Code}/{Year}";
}
