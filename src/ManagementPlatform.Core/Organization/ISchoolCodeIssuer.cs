using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Organization;

/// <summary>
/// Who gives out 学校标识码: this center itself (<see cref="LocalCodeIssuer"/>), or the nation
/// (<see cref="National.NationalCodeIssuer"/>).
/// </summary>
public interface ISchoolCodeIssuer
{
    /// <summary>Asked inside the unit of work that needs the code.</summary>
    /// <param name="schoolId">The school that needs it; its row may not be stored yet.</param>
    /// <param name="centerCode">The province that the school answers to (兵团 66).</param>
    /// <returns>A code that nobody ever had; null when it comes later, the school stays 待赋码 until then.</returns>
    Task<SchoolCode?> IssueAsync(long schoolId, SchoolCategory category, string centerCode, CancellationToken cancel);
}

/// <summary>The register of codes that were given out.</summary>
public interface ISchoolCodeRegister
{
    /// <summary>
    /// The highest serial among codes that begin with four digits, from one to another; null when there is none.
    /// </summary>
    Task<int?> HighestSerialAsync(string prefix, int from, int to, CancellationToken cancel);
}
