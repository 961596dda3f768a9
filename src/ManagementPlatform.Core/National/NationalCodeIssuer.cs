using ManagementPlatform.Core.Codes;
using ManagementPlatform.Core.Organization;

namespace ManagementPlatform.Core.National;

/// <summary>The codes that the nation has given (赋码结果).</summary>
public interface ISchoolCodeGrants
{
    /// <summary>
    /// A code of the category that the nation gave the school and the school has never had; null when none has arrived.
    /// </summary>
    Task<SchoolCode?> FindAsync(long schoolId, SchoolCategory category, CancellationToken cancel);

    /// <summary>Schools of this center that wait (待赋码) though a code for them is here, with the version that they have.</summary>
    Task<IReadOnlyList<(long SchoolId, int Version)>> ArrivedAsync(CancellationToken cancel);
}

/// <summary>全国统一赋码 (一校一码): in a province that has joined, codes come from the nation; docs/rules.md §2.3.</summary>
public sealed class NationalCodeIssuer(ICenterStanding standing, ISchoolCodeRegister register, ISchoolCodeGrants grants) : ISchoolCodeIssuer
{
    public async Task<SchoolCode?> IssueAsync(
        long schoolId, SchoolCategory category, string centerCode, CancellationToken cancel) =>
        await standing.GetAsync(cancel) == Standing.Province
            ? await grants.FindAsync(schoolId, category, cancel)
            : await new LocalCodeIssuer(register).IssueAsync(schoolId, category, centerCode, cancel);
}
