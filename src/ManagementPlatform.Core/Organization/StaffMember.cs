using System.Globalization;
using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>教职工: the basic set of JY/T 1002 JCJG0101 with what JY/T 1004 adds. One row of table <c>staff</c>.</summary>
public sealed record StaffMember
{
    public required long StaffId { get; init; }
    public required long SchoolId { get; init; }

    /// <summary>工号, unique in the school.</summary>
    public required string StaffNumber { get; init; }

    public required string Name { get; init; }
    public required string NamePinyin { get; init; }
    public required string SexCode { get; init; }
    public required DateOnly BirthDate { get; init; }
    public required string DocumentType { get; init; }
    public required DocumentNumber DocumentNumber { get; init; }
    public required string EthnicityCode { get; init; }
    public required string NationalityCode { get; init; }
    public string? BirthPlaceCode { get; init; }
    public string? PoliticalStatusCode { get; init; }
    public string? EducationLevelCode { get; init; }
    public string? PostCode { get; init; }

    /// <summary>编制类别.</summary>
    public string? EstablishmentCode { get; init; }

    /// <summary>任教学科.</summary>
    public string? Subject { get; init; }

    /// <summary>参加工作年月.</summary>
    public DateOnly? WorkStartedOn { get; init; }

    /// <summary>来校年月.</summary>
    public DateOnly? JoinedOn { get; init; }

    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>在职.</summary>
    public required bool IsActive { get; init; }

    public required string HomeCenter { get; init; }
    public required int RowVersion { get; init; }

    /// <summary>JY/T 1002 JCJG0101 GH.</summary>
    public const int NumberLength = 20;

    /// <summary>The number of somebody whose own is taken at the school he comes to: <c>T0007-2</c>.</summary>
    internal static string Renumbered(string number, int attempt)
    {
        var suffix = "-" + attempt.ToString(CultureInfo.InvariantCulture);
        return number[..Math.Min(number.Length, NumberLength - suffix.Length)] + suffix;
    }
}
