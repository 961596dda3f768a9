using ManagementPlatform.Core.Organization.Conditions;
using ManagementPlatform.Storage.Access;

namespace ManagementPlatform.Storage.Organization.Conditions;

/// <summary>A school and, where it reported, its conditions of a year.</summary>
public sealed record SchoolOfYear
{
    public long SchoolId { get; init; }
    public string? Code { get; init; }
    public string Name { get; init; } = "";
    public long CountyId { get; init; }

    /// <summary>Null for a school that has not reported.</summary>
    public SchoolCondition? Condition { get; init; }
}

/// <summary>What to list.</summary>
/// <param name="CountyId">Only schools of this county's bureau; null for all in scope.</param>
/// <param name="IsReported">Only schools that reported, or only active ones that did not.</param>
/// <param name="After">The last school of the page before; 0 for the first page.</param>
public sealed record ConditionFilter(int Year, long? CountyId, bool IsReported, long After, int Limit);

/// <summary>School conditions as people ask for them, cut to the caller's scope.</summary>
public sealed class ConditionQueries(DbSession session)
{
    private static readonly Sql OfSchool =
        OrganizationTables.SchoolCondition.Select(
            $"AS s WHERE s.school_id = @schoolId AND {Scope.SchoolInScope} ORDER BY s.year DESC");

    private static readonly Sql OfYear =
        OrganizationTables.SchoolCondition.Select(
            $"AS s WHERE s.year = @year AND s.school_id IN {{ids @schools}} AND {Scope.SchoolInScope}");

    private static readonly Sql Schools = Sql.Portable(
        $$"""
        SELECT s.school_id, o.code, o.name, s.county_id
        FROM dbo.school AS s JOIN dbo.organization AS o ON o.organization_id = s.school_id
        LEFT JOIN dbo.school_condition AS c ON c.school_id = s.school_id AND c.year = @year
        WHERE {{Scope.SchoolInScope}} AND s.school_id > @after AND (@countyId IS NULL OR s.county_id = @countyId)
          AND ((@isReported = @yes AND c.school_id IS NOT NULL) OR (@isReported = @no AND c.school_id IS NULL AND s.status = 'active'))
        ORDER BY s.school_id {limit @limit}
        """);

    /// <summary>All years of a school, the last first; empty when it is not in scope.</summary>
    public Task<IReadOnlyList<SchoolCondition>> OfSchoolAsync(long schoolId, long scope, CancellationToken cancel) =>
        session.QueryAsync<SchoolCondition>(OfSchool, new { schoolId, scope }, cancel);

    /// <summary>One page of the schools in scope that reported a year, or of those that did not.</summary>
    public async Task<IReadOnlyList<SchoolOfYear>> OfYearAsync(ConditionFilter filter, long scope, CancellationToken cancel)
    {
        var schools = await session.QueryAsync<SchoolOfYear>(
            Schools,
            new
            {
                year = filter.Year,
                countyId = filter.CountyId,
                isReported = filter.IsReported,
                after = filter.After,
                limit = filter.Limit,
                scope,
                yes = true,
                no = false,
            },
            cancel);
        if (!filter.IsReported || schools.Count == 0)
            return schools;
        var page = JsonList.Of(schools.Select(school => school.SchoolId));
        var conditions = await session.QueryAsync<SchoolCondition>(
            OfYear, new { year = filter.Year, schools = page, scope }, cancel);
        var bySchool = conditions.ToDictionary(condition => condition.SchoolId);
        return [.. schools.Select(school => school with { Condition = bySchool.GetValueOrDefault(school.SchoolId) })];
    }
}
