namespace ManagementPlatform.Core.Organization;

/// <summary>A school as far as those look at it who store something below it.</summary>
/// <param name="IsActive">Neither applied for only, nor merged away, nor closed.</param>
public sealed record SchoolStanding(long SchoolId, bool IsActive);

/// <summary>Finds schools inside a scope.</summary>
public interface ISchoolStandings
{
    /// <returns>Null when there is no such school in the scope of the organization.</returns>
    Task<SchoolStanding?> FindAsync(long schoolId, long scope, CancellationToken cancel);
}

public static class SchoolStandingRules
{
    /// <summary>The school, if something may still be added to it.</summary>
    /// <exception cref="RefusalException">There is none in scope, or it is not active.</exception>
    public static async Task<SchoolStanding> DemandActiveAsync(
        this ISchoolStandings schools, long schoolId, long scope, CancellationToken cancel)
    {
        var school = await schools.FindAsync(schoolId, scope, cancel) ?? throw Refused.NotFound("学校");
        return school.IsActive ? school : throw Refused.Conflict("school_status", "该学校尚未启用或已撤销，不能办理此项业务。");
    }
}
